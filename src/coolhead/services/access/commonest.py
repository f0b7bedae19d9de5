"""Passwords that are long enough and still among the first that are tried.

What public lists of leaked passwords have of twelve characters and more, rows of keys on common
keyboards, and this trade's own words.
"""

from __future__ import annotations

from typing import Final

COMMONEST: Final = frozenset(
    """
    012345678901 0123456789ab 111222333444 123123123123 123456789012 1234567890123 12345678901234
    1234567891011 123456789123 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv
    1qazxsw23edc a1b2c3d4e5f6 aa123456789a abc123456789 abcd12345678 abcdef123456 abcdefgh1234
    abcdefghijkl abcdefghijklm acoolheadoneverycall admin1234567 admin12345678 admin@123456
    adminadmin12 adminadminadmin administrator administrator1 administrator123 arsenal123456
    asdf1234asdf asdfasdfasdf asdfghjkl123 azertyuiop12 azertyuiop123 baseball1234 basketball123
    callcenter12 callcenter123 callcentre12 callcentre123 changeme1234 changeme12345 changemenow1
    changemeplease charlie12345 chelsea123456 congratulations contactcenter contactcentre
    coolhead1234 coolheadcoolhead correcthorse correcthorsebatterystaple customerservice
    customerservice1 dragon123456 football1234 football123456 iloveyou1234 iloveyou12345
    iloveyou123456 iloveyouforever iloveyousomuch jordan123456 letmein12345 letmein123456
    letmeinletmein liverpool123 liverpool1234 manchester12 manchesterunited master123456
    michael12345 monkey123456 mypassword12 mypassword123 newpassword1 newpassword123 p@ssw0rd123!
    p@ssw0rd1234 p@ssword1234 passw0rd1234 password!234 password123! password1234 password1234!
    password12345 password123456 password1234567 passwordpassword passwordpassword1 princess1234
    princess12345 q1w2e3r4t5y6 qwerty123456 qwerty1234567 qwerty12345678 qwerty12qwerty
    qwertyqwerty qwertyuiop1! qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwertyuiopas
    qwertyuiopasdfghjkl qwertzuiop12 qwertzuiop123 shadow123456 summer2024!! summer202400
    sunshine1234 sunshine12345 superman1234 telemarketing thisismypassword trustno1trustno1
    unbelievable welcome1234! welcome12345 welcome123456 welcome2024! welcome2025! welcome2026!
    whatever1234 winter2025!! zaq12wsxcde3 zxcvbnm,./123 zxcvbnm12345
    """.split()  # noqa: SIM905 - a paragraph reads better than a hundred quoted words
)
