"""Files on their way from the browser into storage: hashed while they stream, in one pass, judged, and only then kept.

Nothing a visitor sends stays unless a view says `keep`: the staged file goes when the request ends.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, UnreadablePostError

from linkage.evidence.file_names import shown
from linkage.evidence.sniffing import Verdict, judge
from linkage.law.refusal import Reason, Refused
from linkage.storage import current_storage
from linkage.storage.incoming import Incoming, Stored

RAW_CHUNK = 1024 * 1024
FORM_CHUNK = 512 * 1024
"""Django's own 64 KiB costs a 1 MiB upload some 3 ms more."""

REFUSED_FILES = "linkage.refused_files"
"""Where, in a request's META, the handler leaves the reasons for `refused_files`."""


class ArrivedFile(UploadedFile):
    """A file that has arrived whole and lies staged. It reads like any uploaded file; `keep` puts it into storage."""

    def __init__(self, incoming: Incoming, name: str) -> None:
        super().__init__(file=incoming.content(), name="file", size=incoming.size)
        # Django's own setter would cut what it does not like out of the name, unseen; we judge it as it came.
        self._name = name
        self.incoming = incoming

    def judge(self) -> Verdict:
        """What it is. Refused says, naming the file, why it cannot be taken in."""
        return judge(self.incoming.content(), name=self._name, size=self.incoming.size)

    def keep(self) -> Stored:
        """Put it into storage for good."""
        return self.incoming.keep()

    def close(self) -> None:
        """Let go of the staged file; what was not kept is gone. Django calls this when the request ends."""
        self.incoming.close()


class StoringUploadHandler(FileUploadHandler):
    """Stages each file of a form where storage wants it. Files over the limit are left out and named by `refused_files`."""

    chunk_size = FORM_CHUNK

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.incoming: Incoming | None = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.incoming = current_storage().begin()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hash and stage; stop at the limit."""
        if start + len(raw_data) > settings.MAX_UPLOAD_BYTES:
            self._drop()
            _note_refusal(self.request, _too_large(self.file_name))
            raise SkipFile
        self.incoming.write(raw_data)

    def file_complete(self, file_size: int) -> ArrivedFile | None:
        """The file is there."""
        if self.incoming is None:
            return None
        incoming, self.incoming = self.incoming, None
        return ArrivedFile(incoming, self.file_name)

    def upload_interrupted(self) -> None:
        """The browser went away: nothing stays."""
        self._drop()

    def _drop(self) -> None:
        if self.incoming is not None:
            self.incoming.close()
            self.incoming = None


def receive_raw(request: HttpRequest) -> ArrivedFile:
    """The body of a PUT as one file; its percent-encoded UTF-8 name stands in the header `X-File-Name`.

    Refused when it is over the limit or broke off; nothing of it stays then. The caller closes the file.
    """
    name = unquote(request.headers.get("X-File-Name", ""), errors="replace")
    announced = int(request.headers.get("Content-Length") or 0)
    if announced > settings.MAX_UPLOAD_BYTES:
        raise Refused([_too_large(name)])
    incoming = current_storage().begin()
    try:
        for chunk in _body(request, name):
            incoming.write(chunk)
            if incoming.size > settings.MAX_UPLOAD_BYTES:
                raise Refused([_too_large(name)])
        if incoming.size < announced:
            raise Refused([_broke_off(name)])
    except BaseException:
        incoming.close()
        raise
    return ArrivedFile(incoming, name)


def refused_files(request: HttpRequest) -> tuple[Reason, ...]:
    """Why files of this form were left out while they arrived."""
    return tuple(request.META.get(REFUSED_FILES, ()))


def _body(request: HttpRequest, name: str) -> Iterator[bytes]:
    try:
        yield from iter(partial(request.read, RAW_CHUNK), b"")
    except (UnreadablePostError, ConnectionError) as error:
        raise Refused([_broke_off(name)]) from error


def _note_refusal(request: HttpRequest, reason: Reason) -> None:
    request.META[REFUSED_FILES] = (*refused_files(request), reason)


def _broke_off(name: str) -> Reason:
    return Reason(
        f"文件“{shown(name)}”没有传完，已收到的部分没有保存。", remedy="请重新上传。", code="file_broke_off"
    )


def _too_large(name: str) -> Reason:
    limit = settings.MAX_UPLOAD_BYTES // 1024**2
    return Reason(
        f"文件“{shown(name)}”超过单个文件 {limit} MB 的上限。",
        remedy="录像请分段上传；确需更大的，由系统管理员调整 LINKAGE_MAX_UPLOAD_MB。",
        code="file_too_large",
    )
