"""Videos: known by content, whole, without place and owner; never decoded."""

from baoxiu.core.files.video.check import Video, is_video, read_video

__all__ = ["Video", "is_video", "read_video"]
