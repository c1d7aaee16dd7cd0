#!/usr/bin/env python3
# SPDX-FileCopyrightText: Croquis contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A web server on 127.0.0.1 with the faults that a download meets.

    model_server.py FILE LOG [CERTIFICATE.pem]    prints its port; with a certificate (and key) it speaks TLS

The path's first part chooses what happens when FILE is asked for (see the functions below); the rest is free, so that each test
has its own count of requests. LOG gets one line for each request: its path and its Range and If-Range headers.
"""
import http.server
import pathlib
import ssl
import sys
import threading

CONTENT = pathlib.Path(sys.argv[1]).read_bytes()
CHANGED = CONTENT[::-1]
OLD_TAG, NEW_TAG = '"old"', '"new"'
counts = {}
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_CONNECT(self):
        """The server as a proxy that lets nothing through."""
        self.answer(407 if self.path.startswith("password.") else 403, b"")

    def do_GET(self):
        name = self.path.split("/")[1].replace("-", "_")
        with lock:
            self.turn = counts[self.path] = counts.get(self.path, 0) + 1
            with open(sys.argv[2], "a", encoding="ascii") as log:
                log.write(f"{self.path} {self.headers.get('Range', '-')} {self.headers.get('If-Range', '-')}\n")
        try:
            getattr(self, "on_" + name)()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    # What the answers are made of

    def first_byte(self):
        return int(self.headers.get("Range", "bytes=0-")[len("bytes=") :].rstrip("-"))

    def head(self, status, length, **fields):
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def answer(self, status, body, **fields):
        self.head(status, len(body), **fields)
        self.wfile.write(body)

    def serve(self, content=CONTENT, tag=OLD_TAG, ranges=True, most=None, **fields):
        """As a good server does; `most` bytes, then the connection is closed."""
        begin = self.first_byte() if ranges and self.headers.get("If-Range", tag) == tag else 0
        if tag:
            fields["ETag"] = tag
        if begin >= len(content):
            self.answer(416, b"", Content_Range=f"bytes */{len(content)}")
            return
        if begin > 0:
            fields["Content_Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        self.head(206 if begin > 0 else 200, len(content) - begin, **fields)
        end = len(content) if most is None else min(len(content), begin + most)
        self.wfile.write(content[begin:end])
        self.hang_up_unless(end == len(content))

    def hang_up_unless(self, good):
        if not good:
            self.close_connection = True

    def wait_for_the_client(self):
        self.wfile.flush()
        self.rfile.read(1)  # until it hangs up
        self.close_connection = True

    # The faults

    def on_good(self):
        self.serve()

    def on_drops(self):
        self.serve(most=len(CONTENT) // 3 + 1)

    def on_drops_once(self):
        self.serve(most=len(CONTENT) // 2 if self.turn == 1 else None)

    def on_dies(self):
        """Half of it, then never anything again."""
        if self.turn == 1:
            self.serve(most=len(CONTENT) // 2)
        else:
            self.close_connection = True

    def on_no_ranges(self):
        self.serve(ranges=False, most=len(CONTENT) // 2 if self.turn == 1 else None)

    def on_dated(self):
        """Known by its date, not by a tag."""
        date = "Mon, 04 Jan 2021 10:00:00 GMT"
        begin = self.first_byte() if self.headers.get("If-Range", date) == date else 0
        fields = {"Last_Modified": date}
        if begin > 0:
            fields["Content_Range"] = f"bytes {begin}-{len(CONTENT) - 1}/{len(CONTENT)}"
        self.head(206 if begin > 0 else 200, len(CONTENT) - begin, **fields)
        self.wfile.write(CONTENT[begin : len(CONTENT) // 2 if self.turn == 1 else None])
        self.hang_up_unless(self.turn > 1)

    def on_changes(self):
        """Another file at first, the right one afterwards; the tag says so."""
        if self.turn == 1:
            self.serve(CHANGED, OLD_TAG, most=len(CONTENT) // 2)
        else:
            self.serve(CONTENT, NEW_TAG)

    def on_changes_deaf(self):
        """The same, but the range is given whatever If-Range asks."""
        if self.turn == 1:
            self.serve(CHANGED, OLD_TAG, most=len(CONTENT) // 2)
        else:
            del self.headers["If-Range"]
            self.serve(CONTENT, NEW_TAG)

    def on_changes_unseen(self):
        """The same, and nothing in the answer tells."""
        if self.turn == 1:
            self.serve(CHANGED, None, most=len(CONTENT) // 2)
        else:
            self.serve(CONTENT, None)

    def on_wrong(self):
        self.serve(CHANGED)

    def on_wrong_length(self):
        self.serve(b"<html>Please log in</html>")

    def on_too_long(self):
        """Announces more than comes."""
        self.head(200, len(CONTENT) + 10)
        self.wfile.write(CONTENT)
        self.close_connection = True

    def on_too_short(self):
        """Announces less than comes."""
        self.head(200, len(CONTENT) - 10)
        self.wfile.write(CONTENT)
        self.close_connection = True

    def on_chunked(self):
        self.chunked(CONTENT)

    def chunked(self, content):
        self.head(200, None, Transfer_Encoding="chunked")
        for begin in range(0, len(content), 65536):
            piece = content[begin : begin + 65536]
            self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def on_page_later(self):
        """Half of it, then a page, then the file."""
        if self.turn == 2:
            self.answer(200, b"<html>Please log in</html>")
        else:
            self.serve(most=len(CONTENT) // 2 if self.turn == 1 else None)

    def on_page_later_chunked(self):
        if self.turn == 2:
            self.chunked(b"<html>Please log in</html>")
        else:
            self.serve(most=len(CONTENT) // 2 if self.turn == 1 else None)

    def on_chunked_later(self):
        """Half of another file, then the right one without a length."""
        if self.turn == 1:
            self.serve(CHANGED, most=len(CONTENT) // 2)
        else:
            self.chunked(CONTENT)

    def on_endless(self):
        self.head(200, None, Connection="close")
        while True:
            self.wfile.write(CONTENT)

    def on_other_range(self):
        """Gives another part than the one asked for."""
        if self.first_byte() == 0 and self.turn == 1:
            self.serve(most=len(CONTENT) // 2)
        elif self.first_byte() > 0:
            self.head(206, 10, Content_Range=f"bytes 0-9/{len(CONTENT)}", ETag=OLD_TAG)
            self.wfile.write(CONTENT[:10])
        else:
            self.serve()

    def on_416(self):
        if self.first_byte() > 0:
            self.answer(416, b"no", Content_Range="bytes */7")
        else:
            self.serve(most=len(CONTENT) // 2 if self.turn == 1 else None)

    def on_404(self):
        self.answer(404, b"<html>not here</html>")

    def on_403(self):
        self.answer(403, b"no")

    def on_503(self):
        self.answer(503, b"busy")

    def on_503_once(self):
        if self.turn == 1:
            self.answer(503, b"busy")
        else:
            self.serve()

    def on_stalls(self):
        if self.turn == 1:
            self.head(200, len(CONTENT), ETag=OLD_TAG)
            self.wfile.write(CONTENT[: len(CONTENT) // 2])
        self.wait_for_the_client()

    def on_silent(self):
        self.wait_for_the_client()

    def on_loop(self):
        self.answer(302, b"", Location=self.path)

    def on_moved(self):
        self.answer(302, b"", Location="/good/" + self.path)

    def on_away(self):
        self.answer(302, b"", Location="http://models.example/model")

    def on_to_file(self):
        self.answer(302, b"", Location="file:///etc/passwd")

    def on_no_http(self):
        self.wfile.write(b"220 mail.example ready\r\n")
        self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that hung up


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
server.serve_forever()
