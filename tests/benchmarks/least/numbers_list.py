"""The least that a user could write instead of `phonecom numbers list -o json`."""

import json
import os
import sys

import requests
import xmltodict

form = {
    "username": os.environ["PHONECOM_USERNAME"],
    "password": os.environ["PHONECOM_PASSWORD"],
    "action": "getPhoneNumberList",
}
reply = requests.post(sys.argv[1], data=form, timeout=30)
print(json.dumps(xmltodict.parse(reply.content)["response"]["resultData"], indent=2))
