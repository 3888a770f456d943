"""The least that a user could write instead of `phonecom sms send -o json`."""

import json
import os
import sys

import requests
import xmltodict

form = {
    "username": os.environ["PHONECOM_USERNAME"],
    "password": os.environ["PHONECOM_PASSWORD"],
    "action": "sendSMS",
    "fromNumber": "+18585602222",
    "toNumber": "+18583807710",
    "message": "Lunch?",
}
reply = requests.post(sys.argv[1], data=form, timeout=30)
print(json.dumps(xmltodict.parse(reply.content)["response"]["result"], indent=2))
