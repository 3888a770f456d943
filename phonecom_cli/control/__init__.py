"""The call control protocol: Phone.com fetches a URL for each incoming call and obeys the command it gets.

The core is pure, without clock, network, files or environment: `grammar` (the five commands), `routes`
(a routes file read and checked), `decide` (what to answer), `conversation` (Phone.com's side of a call).
`service` and `serve` answer real requests; `simulate` plays Phone.com against a service.
"""
