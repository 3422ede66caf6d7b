/**
 * A lost connection: said in French while it lasts, then the page is read again from its URL.
 * Streamlit reconnects by itself, but forgets a link followed in the meantime, and another
 * replica knows nothing of this tab until it has run for it.
 */

const APP = '[data-testid="stApp"]';
const SENTENCE = "Connexion interrompue. La page se remettra à jour d'elle-même.";
/** Milliseconds before a cut is worth a word; the first connection may take longer. */
const PATIENCE = { first: 6000, then: 1500 };
/** Milliseconds over which readers who asked for nothing come back, all of them at once otherwise. */
const SPREAD = 2000;
/** What a new run would disturb: a deposit or a form being filled, the scenes of the congress. */
const LEFT_ALONE = '[data-testid="stMain"] :is(.stFileUploader, .stForm, .stTextInput, .stage)';

const notice = document.createElement("p");
let connected = false;
let waiting = setTimeout(tell, PATIENCE.first);
let read = "";

notice.className = "lost-connection";
notice.setAttribute("role", "status");
document.body.append(notice);
new MutationObserver(look).observe(document.body, {
  subtree: true,
  attributeFilter: ["data-test-connection-state", "data-test-script-state"],
});

function look() {
  const { testConnectionState, testScriptState } = document.querySelector(APP)?.dataset ?? {};
  if (testConnectionState === "CONNECTED") {
    if (!connected) found();
    if (testScriptState === "notRunning") read = address();
  } else if (connected) {
    connected = false;
    waiting = setTimeout(tell, PATIENCE.then);
  }
}

function tell() {
  notice.textContent = SENTENCE;
}

/** Back, on the same replica or another: read what the URL asks for, at once if it has changed. */
function found() {
  connected = true;
  clearTimeout(waiting);
  notice.textContent = "";
  if (!read) return;
  const moved = read !== address();
  if (!moved && document.querySelector(LEFT_ALONE)) return;
  setTimeout(readAgain, moved ? 0 : SPREAD * Math.random());
}

function readAgain() {
  if (connected) dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

function address() {
  return location.pathname + location.search;
}
