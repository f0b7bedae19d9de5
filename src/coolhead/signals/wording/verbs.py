"""Verbs of complaints with their forms, and what each may do in a phrase.

A line is ``base [past participle ing] flags``; forms left out are regular. Flags: ``t`` takes an
object; ``e`` something a customer does or lives through that may be said back; ``f`` of a thing it
means a fault; ``p`` done to the customer, so "you charged me" may be said as "you were charged";
``o`` done to the customer's thing ("my booking was cancelled"); ``r`` something one may ask for.
"""

from __future__ import annotations

from typing import Final

_TABLE: Final = """
accept te
access te
activate tor
add tor
adjust tr
agree e
amend tor
answer te
apply tr
approve tor
arrange ter
arrive e
ask te
authorise te
authorize te
bill tp
block tof
book ter
break broke broken breaking tefo
bring brought brought bringing tr
burn burned burned burning tfo
burst burst burst bursting f
buy bought bought buying te
buzz f
call ter
cancel cancelled cancelled cancelling teor
change teor
charge tep
chase te
check ter
clean tor
click f
close tofr
collapse f
collect teor
come came come coming e
complain e
complete te
confirm tr
connect tr
contact te
correct tr
crack tf
crackle f
crash tf
crawl f
credit tpr
cut cut cut cutting tof
damage to
debit to
decline to
deduct tor
delay to
delete tor
deny to
deliver tor
die f
disappear f
disconnect topr
dispatch to
dispute te
double tof
download te
downgrade top
drip f
drop dropped dropped dropping tf
email ter
end e
escalate tr
exchange ter
expire f
explain tr
extend tr
fail f
fall fell fallen falling f
file te
fill te
finish e
fit fitted fitted fitting tor
fix tor
flash f
flicker f
flood f
fold f
forget forgot forgotten forgetting t
forward tr
freeze froze frozen freezing tfo
get got got getting te
give gave given giving tpr
go went gone going e
grind ground ground grinding f
hang hung hung hanging f
hear heard heard hearing te
heat t
hold held held holding t
honour tor
hum hummed hummed humming f
ignore tp
increase to
inform t
install ter
investigate tr
invoice tp
jam jammed jammed jamming f
keep kept kept keeping t
leak f
let let let letting t
lag lagged lagged lagging f
lay laid laid laying to
leave left left leaving teo
list t
lock tpo
log logged logged logging te
look er
lose lost lost losing teof
mail ter
make made made making te
malfunction f
match t
mend tor
mess to
misplace teo
miss te
move teor
need te
open te
order te
organise tr
organize tr
overcharge tp
overheat f
owe tp
pack t
park e
pay paid paid paying te
peel f
phone te
pick ter
play e
post ter
print tr
process tor
promise tp
provide tr
pull t
put put put putting tor
quote tp
rattle f
reach te
recognise te
recognize te
read read read reading te
rebook tr
receive te
record tr
reduce tr
refill t
refund tpr
refuse tpo
register te
reject to
remove tor
renew teor
rent te
repair teor
replace teor
reply e
report te
request te
reschedule teor
reset reset reset resetting ter
resend resent resent resending tr
resolve tr
restart te
return ter
reverse tor
ring rang rung ringing ter
run ran run running e
ruin tof
rust f
schedule ter
scratch tof
scrap scrapped scrapped scrapping to
sell sold sold selling tp
send sent sent sending tepr
set set set setting ter
shake shook shaken shaking f
ship shipped shipped shipping tor
show showed shown showing t
shrink shrank shrunk shrinking f
shut shut shut shutting tfo
sign te
smash tof
smell f
smoke f
snap snapped snapped snapping tf
sort tr
spark f
speak spoke spoken speaking er
spend spent spent spending te
split split split splitting tf
squeak f
start e
stay e
steal stole stolen stealing to
stick stuck stuck sticking f
stop stopped stopped stopping tfr
submit submitted submitted submitting te
subscribe e
suspend to
switch teor
take took taken taking teor
talk er
tear tore torn tearing tof
throw threw thrown throwing to
tell told told telling tpr
text ter
transfer transferred transferred transferring tepr
travel travelled travelled travelling e
trip tripped tripped tripping f
try tried tried trying e
turn ter
unblock tr
unlock tr
unsubscribe tr
update ter
upgrade tepr
use te
vibrate f
vanish f
wait e
waive tr
warn tp
wash t
whistle f
withdraw withdrew withdrawn withdrawing teo
wobble f
work e
wreck tof
write wrote written writing ter
"""


def _regular(base: str) -> tuple[str, str]:
    if base.endswith("e"):
        return base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base + "ing"
    return base + "ed", base + "ing"


def _third(base: str) -> str:
    if base.endswith(("s", "x", "ch", "sh", "z")) or base in ("go", "do"):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


BASE: Final[dict[str, str]] = {}
THIRD: Final[dict[str, str]] = {}
PAST: Final[dict[str, str]] = {}
PARTICIPLE: Final[dict[str, str]] = {}
ING: Final[dict[str, str]] = {}
PARTICIPLE_OF: Final[dict[str, str]] = {}
PAST_OF: Final[dict[str, str]] = {}
ING_OF: Final[dict[str, str]] = {}
FLAGS: Final[dict[str, str]] = {}

for _line in _TABLE.split("\n"):
    _parts = _line.split()
    if not _parts:
        continue
    _base = _parts[0]
    if len(_parts) > 2:
        _past, _participle, _ing = _parts[1:4]
        _flags = _parts[4]
    else:
        _past, _ing = _regular(_base)
        _participle, _flags = _past, (_parts[1] if len(_parts) > 1 else "")
    BASE[_base] = _base
    THIRD[_third(_base)] = _base
    PAST[_past] = _base
    PARTICIPLE[_participle] = _base
    ING[_ing] = _base
    PARTICIPLE_OF[_base], PAST_OF[_base], ING_OF[_base] = _participle, _past, _ing
    FLAGS[_base] = _flags
# American spellings and second forms, said back as the customer said them.
for _form, _of in {"canceled": "cancel", "traveled": "travel", "burnt": "burn"}.items():
    PAST[_form] = PARTICIPLE[_form] = _of
for _form, _of in {"canceling": "cancel", "traveling": "travel"}.items():
    ING[_form] = _of
PARTICIPLE["gotten"] = "get"
ANY_FORM: Final = frozenset(BASE) | frozenset(THIRD) | frozenset(PAST) | frozenset(PARTICIPLE)


def can(base: str, flag: str) -> bool:
    """Whether the verb has the flag."""
    return flag in FLAGS.get(base, "")
