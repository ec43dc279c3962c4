"""Makes a ticket of each new callback and question that an Unstuck desk tells of."""

import base64, hmac, json, os, time, urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = base64.b64decode(os.environ["HOOK_SECRET"].removeprefix("whsec_"))
TICKETS = os.environ["TICKETS"]  # where tickets are made, such as https://help.example.com/api/tickets/
AUTHORIZATION = os.environ.get("TICKETS_AUTHORIZATION", "")
seen = set()  # the ids of messages whose tickets were made


def is_from_the_desk(headers, body):
    """Whether one of the signatures is right, and the message is of the last five minutes."""
    id, at = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > 300:
        return False
    right = hmac.digest(SECRET, f"{id}.{at}.".encode() + body, "sha256")
    given = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(b"v1," + base64.b64encode(right), one) for one in given)


def ticket(event):
    """The fields of a ticket, in the words of your ticket program."""
    data = event["data"]
    words = (data.get("request") or {}).get("message") or (data.get("question") or {}).get("text")
    kind = "Question" if event["type"] == "question.created" else "Call back"
    body = "\n\n".join(part for part in [words, data["link"]] if part)
    named = f"{kind} {data['reference']}"
    return {"queue": 1, "priority": 3, "title": named, "description": body}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length", "0")), 1 << 20))
        if not is_from_the_desk(self.headers, body):
            return self.answer(401)
        id, event = self.headers["webhook-id"], json.loads(body)
        if id in seen or event["type"] not in ("callback.created", "question.created"):
            return self.answer(204)
        words = {"content-type": "application/json", "authorization": AUTHORIZATION}
        made = urllib.request.Request(TICKETS, json.dumps(ticket(event)).encode(), words)
        try:
            urllib.request.urlopen(made, timeout=10).close()
        except OSError:
            return self.answer(503)  # The desk sends it again.
        seen.add(id)
        self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        """Says nothing: what came is a customer's."""


if __name__ == "__main__":
    address = "127.0.0.1", int(os.environ.get("PORT", "8095"))
    ThreadingHTTPServer(address, Receiver).serve_forever()
