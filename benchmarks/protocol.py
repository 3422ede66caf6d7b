"""Streamlit's websocket protocol as a tab speaks it: what is asked, what is heard, no socket."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Tab:
    """What a tab remembers between two runs: the pages there are, the messages kept."""

    origin: str
    pages: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def opens(self, address: str) -> bytes:
        """Return the request of a tab that has just been opened at `page?query`."""
        path, query = _parts(address)
        return self._request(address, query, page_name=path)

    def follows(self, address: str) -> bytes:
        """Return the request of a link that the navigator followed: a step of the history."""
        path, query = _parts(address)
        return self._request(address, query, page_hash=self.pages[path], is_history=True)

    def _request(
        self, address: str, query: str, *, page_name: str = "", page_hash: str = "",
        is_history: bool = False,
    ) -> bytes:  # fmt: skip
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = query
        rerun.page_script_hash = page_hash
        rerun.page_name = page_name
        rerun.is_history_navigation = is_history
        rerun.cached_message_hashes.extend(self.kept)
        rerun.widget_states.SetInParent()
        rerun.context_info.timezone = "Europe/Paris"
        rerun.context_info.locale = "fr-FR"
        rerun.context_info.url = f"{self.origin}/{address}"
        return message.SerializeToString()

    def hears(self, content: bytes | str) -> bool:
        """Take a message in; whether the run is over. Raises RuntimeError when it failed."""
        message = ForwardMsg()
        message.ParseFromString(content if isinstance(content, bytes) else content.encode())
        if message.metadata.cacheable:
            self.kept.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self.pages = {
                "" if page.is_default else page.url_pathname: page.page_script_hash
                for page in message.navigation.app_pages
            }
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError("The page raised an exception.")
        if kind == "script_finished" and message.script_finished != 0:
            raise RuntimeError(f"The run ended with status {message.script_finished}.")
        return kind == "script_finished"


def _parts(address: str) -> tuple[str, str]:
    """Return the page and the query of `page?query`."""
    place = urlsplit(f"/{address}")
    return place.path.lstrip("/"), place.query
