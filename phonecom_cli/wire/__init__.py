"""Requests and XML: build a request, send it, read an answer, mask secrets.

    request     what is sent, and what of it may be shown
    transport   sending it over HTTP, once
    answer      the XML that comes back, guarded
    rows        an answer's data as rows and records, by structure
    client      one API call: when to try again, and what a failure means

Importing these loads neither requests nor xmltodict: that waits for the first request and answer.
"""
