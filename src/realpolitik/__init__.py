"""Reads the news and keeps a sourced record of who did, said and wants what toward whom.

Start reading at `realpolitik.pipeline`.
"""

__version__ = "0.1.0"
