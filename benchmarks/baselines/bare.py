"""The least that could answer: a Starlette handler that sends ready bytes.

``python -m benchmarks.baselines.bare PORT METHOD PATH FILE``
"""

import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


def application(method: str, path: str, body: bytes) -> Starlette:
    """Answer the body at the path, whatever is asked."""

    async def answer(request: Request) -> Response:
        await request.body()
        return Response(body, media_type="application/json")

    async def health(request: Request) -> Response:  # noqa: ARG001  # the framework hands it over
        return PlainTextResponse("ok")

    return Starlette(routes=[Route("/health", health), Route(path, answer, methods=[method])])


def serve(app: Starlette, port: int) -> None:
    """Serve on loopback as this project's server is served."""
    uvicorn.run(app, port=port, loop="uvloop", http="httptools", access_log=False, log_level="warning")


if __name__ == "__main__":
    serve(application(sys.argv[2], sys.argv[3], Path(sys.argv[4]).read_bytes()), int(sys.argv[1]))
