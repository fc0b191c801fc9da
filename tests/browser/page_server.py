"""The pay page on a loopback port of its own, under the policy the real server sends with it."""

from __future__ import annotations

import contextlib
import json
import mimetypes
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jinja2

from pos_app.assets import resources
from pos_app.portal.routes import STATIC_URL, json_in_html, policy, reasons

PORTAL = Path(__file__).resolve().parents[2] / "pos_app" / "portal"


class Pages:
    """What the server hands out: ``data`` for the pay page by name, whole pages and files of tests by path."""

    def __init__(self, stripe_origin: str) -> None:
        self.stripe_origin = stripe_origin
        self.stripe_js = f"{stripe_origin}/endive/stripe.js"
        self.policy = policy(self.stripe_js, stripe_origin)
        self.data: dict[str, dict[str, Any]] = {}
        self.html: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self.origin = ""
        self.answers: list[dict[str, Any]] = []
        """What the page said about keeping the card, in the order it was said."""
        self.keeping_works = True
        loader = jinja2.FileSystemLoader(PORTAL / "templates")
        self._templates = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)

    def render(self, name: str, query: dict[str, list[str]]) -> str:
        def asked(key: str, otherwise: str) -> str:
            return query.get(key, [otherwise])[0]

        locale, theme, view = asked("locale", "en"), asked("theme", "light"), asked("view", "phone")
        data = {**self.data[name], "locale": locale, "theme": theme, "view": view, "declines": reasons(locale)}
        return self._templates.get_template("pay.html").render(
            stripe_js_url=self.stripe_js,
            data_json=json_in_html(data),
            locale=locale,
            dir="rtl" if locale == "ar" else "ltr",
            theme=theme,
            view=view,
            static_url=STATIC_URL,
        )

    def file(self, path: str) -> Path | None:
        if path.startswith(f"{STATIC_URL}/fonts/"):
            return resources() / "fonts" / Path(path).name
        if path in self.files:
            return self.files[path]
        return PORTAL / "static" / Path(path).name if path.startswith(STATIC_URL) else None


def _handler(pages: Pages) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            file = pages.file(url.path)
            if file is not None:
                kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
                self._send(file.read_bytes(), kind)
            elif url.path in pages.html:
                self._send(pages.html[url.path].encode(), "text/html; charset=utf-8")
            elif url.path.startswith("/pay/"):
                page = pages.render(url.path.removeprefix("/pay/"), parse_qs(url.query))
                self._send(page.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": pages.policy})
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            pages.answers.append({"path": self.path, **json.loads(body)})
            self.send_response(204 if pages.keeping_works else 503)
            self.end_headers()

        def _send(self, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
            self.send_response(200)
            fonts = {"Access-Control-Allow-Origin": "*"} if "/fonts/" in self.path else {}
            about = {"Content-Type": kind, "Content-Length": str(len(body)), "Cache-Control": "no-store"}
            for name, value in {**about, **fonts, **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
            """Quiet: a failing test shows the page's own console."""

    return Handler


@contextlib.contextmanager
def serving(stripe_origin: str) -> Iterator[Pages]:
    pages = Pages(stripe_origin)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(pages))
    server.daemon_threads = True
    pages.origin = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, name="pay pages", daemon=True)
    thread.start()
    try:
        yield pages
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
