/** A page opened on /methode would otherwise take /methode for the root of the server. */
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
