"""The least that a user with a keyring could write instead of `phonecom numbers list -o json`."""

import json
import os
import sys

import keyring
import requests
import xmltodict

url, username = sys.argv[1], os.environ["PHONECOM_USERNAME"]
form = {
    "username": username,
    "password": keyring.get_password(f"phonecom:{url}", username),
    "action": "getPhoneNumberList",
}
reply = requests.post(url, data=form, timeout=30)
print(json.dumps(xmltodict.parse(reply.content)["response"]["resultData"], indent=2))
