"""Everything the sandbox assumes because the guide does not show it, in one place.

`phonecom help sandbox` prints these sentences. Where the code decides one of them, it says "assumed" or names
the constant; a change there is a change here.
"""

from __future__ import annotations

SHAPES = (
    "The lists are countryList/country (countryCode, name), prefixList/prefix (prefix, quantity), "
    "stateList/state (state, quantity), regionList/region (region, state, quantity) and "
    "localityList/locality (locality, state, quantity).",
    "The inventory is phoneNumberList/phoneNumber with humanReadable, cost and setupFee; the container and "
    "humanReadable are known from public programs, the names of the fees are assumed.",
    "humanReadable is the area code in brackets and the rest, without country code and without a trunk zero, so "
    "that its digits after the country code are the number.",
    "Porting eligibility is portingEligibility, Yes or No, directly in resultData.",
    "Sounds are sound-list/sound with an id and a name.",
    "A preview is url, and a ChatCall that was sent ChatCallID, both directly in resultData.",
    "The status of a ChatCall is chatCall with ChatCallID, status, sendDate and recipientList/recipient "
    "(toName, toNumber, status, response).",
    "Actions that change something and whose answer is not shown answer like sendSMS: no resultData.",
    "A list without rows is an empty list element.",
)
"""Names and forms of answers."""

RULES = (
    "Wrong password, unknown and cancelled account are refused with one and the same message.",
    "An unknown parameter, or one given twice that is not repeated, is an error; an empty optional parameter is one "
    "that was not given.",
    "The account that creates another is its master and may cancel it, and so may that account's own master; "
    "masterid must be the creating account's id. The username of a cancelled account is not free again.",
    "An account that is the master of an active account may not be cancelled.",
    "getCallList gives the newest 500 calls of the range, both ends included, oldest first. A call that is not over "
    "has no final action yet, and the duration so far.",
    "originateCall: leg A answers after 3 to 18 seconds, and the log has one call, that to leg B or, where leg A did "
    "not answer in time, the one to leg A, with the caller ID that this leg was shown.",
    "A user may have 20 numbers reserved. Reserving again keeps the same end, the next midnight in Los Angeles.",
    "A number that is in use, or not in the United States and the countries of getPhoneNumberCountryList, or that "
    "ends with 99, is not eligible for porting; any other is.",
    "SMS go to US and Canadian numbers that a person can have, and to the countries of getPhoneNumberCountryList. "
    "Which of them are cell phones is not known. Longer messages are sent in several parts.",
    "Nobody is mailed: voicemail notices are among `sandbox messages`, and the error reports of call control, which "
    "Phone.com would also mail, are in the conversation that `sandbox ring` shows.",
    "ChatCalls are refused for the islands under calling code 1 and for toll-free and premium numbers. A sendDate "
    "without an offset is in UTC, and one that is past means now. A sound that does not exist is spoken as it is "
    "written.",
    "Call handling: destinations may leave gaps in their numbering; a voice tag, screening or caller ID without its "
    "destination is an error.",
)
"""What is accepted and refused, and what happens then."""

INVENTORY = (
    "Area codes and cities are those of the phonenumbers library; which area codes share a geography is a small "
    "table of the sandbox's own, with the guide's 212 example.",
    "A locality (rate centre) is named after its city and state, as in WACO_TX. The region is the city itself if it "
    "is large, and else the largest of its area code.",
    "Country code 1 has the United States only. Abroad, state and region are National and there are no localities.",
    "A prefix or state that the country does not have is an error; a region or locality finds nothing.",
    "Without a quantity a search returns 100 numbers. Pages count from 1.",
    "In a pattern a run of * stands for as many digits or more, as in the guide's 1212*****; letters are telephone "
    "keys; a pattern without * is found anywhere; the country code may be left out.",
    "Toll-free numbers are in no state. SMS/800 has about one in five of all; its answers ignore the page.",
    "A number costs 4.88 a month, 7.88 toll-free and 9.88 abroad; 24 to 199 once if it is easily remembered.",
)
"""What there is to buy."""

ASSUMED = SHAPES + RULES + INVENTORY
"""All of it, a sentence or a few each."""
