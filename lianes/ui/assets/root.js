// A page opened on /methode would take /methode for the root of the server.
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` };
