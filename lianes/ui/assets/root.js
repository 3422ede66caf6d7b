/**
 * A page opened on /methode would otherwise take /methode for the root of the server, and a lost
 * connection would open a dialog in English: connection.js says it instead.
 */
window.__streamlit = {
  BACKEND_BASE_URL: `${location.origin}/`,
  HOST_CONFIG: { blockErrorDialogs: true },
};
