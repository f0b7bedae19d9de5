"""Nouns of complaints: what may be named back to a customer, and what may not.

A noun phrase whose head is not listed is used only after "my" or "our" and in front of a verb or
a boundary, where an English noun must stand. All lists are the product's own.
"""

from __future__ import annotations

from typing import Final

from coolhead.signals.wording.words import word_set


def plural_of(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


# Goods and services that can be bought, delivered, broken or billed.
_GOODS: Final = """
 account advert adapter aerial air-con airbag alarm app appliance appointment armchair bag
 balcony band basket bath bathroom battery bed bedroom bicycle bike bill blanket blender blind
 boiler bonus book booking boot bottle bouquet bowl box bracelet brake broadband brochure bumper
 cabinet cable cake camera car card cardboard carpet cart cashback catalogue ceiling
 central-heating certificate chair charger chatbot cheque check claim cleaner clock coat code
 coffee compressor computer confirmation connection contract controller cooker copy cot
 council-tax coupon course cover credit cupboard curtain cushion dashboard deal debit delivery
 deposit desk dinner dishwasher discount dishes display document dongle door drain drawer dress
 dryer earphone electricity email engine engine-light envelope exchange extension fan faucet fee
 fence fibre film filter fine fireplace flat flight floor flower food form freezer fridge
 furniture gadget garage garden gas gate gearbox gift glass glasses goods grill gutter handbag
 handset hardware headphone conditioning burger texts application headlight heater heating helmet
 hob holiday hoover hotel house insurance internet invoice iron item jacket jeans kettle key
 keyboard kit kitchen lamp laptop lawnmower leaflet lease lens letter licence license lift light
 line link loan lock locker lorry luggage lunch machine mattress meal medication medicine
 membership menu meter microwave mirror mobile modem monitor mortgage motor motorbike mower mug
 necklace network newspaper notebook number-plate offer office order oven overdraft package
 packet paint pan paper parcel parking part passport password payment pension permit phone
 picture pill pillow pipe pizza plan plane plate plug policy pool porch postage pram prepayment
 prescription price printer product programme pump purchase quote radiator radio receipt
 recording refund refrigerator registration reminder remote rent repair replacement reservation
 return ring roof room roof-rack router rug salary sandwich scanner schedule screen screenshot
 scooter seat sensor service set shed sheet shelf shipment shirt shoe shoes shop shower shutter
 signal sim sink sim-card site size skirt sleeve socket sofa software sound speaker stairlift
 statement stove strap subscription suit suitcase supplement switch system table tablet tank tap
 tariff tax television tenancy thermostat ticket tile timetable toaster toilet token toy tracker
 trailer trainer trampoline transaction transfer transport treadmill trip trousers tumble-dryer
 tv tyre tire upgrade vacuum valve van vehicle video voucher wages wallet wall wardrobe warranty
 washer washing-machine watch water webpage website wheel wheelchair wi-fi wifi window windscreen
 windshield wine wiper wire washbasin brush printout invoice pre-order preorder gym balance
 bracket couch counter hose landline voicemail parcel-box charging-cable top-up topup bedding
 bedframe headboard wardrobe takeaway pushchair stroller buggy hearing-aid implant denture crown
 spectacles transmission clutch exhaust bonnet airfare visa itinerary cabin ferry coach train bus
 taxi cab broadband-speed power electric solar-panel panel inverter charge fees data speed
 bandwidth storage server gearshift portal login logins profile listing advertisement survey
 newsletter paperwork pack policy-document logbook title-deed deed cheque-book chequebook
 passbook statement deposit savings pension-pot payslip premium excess instalment installment
 standing-order direct-debit present
"""

# What goes wrong, is asked for or happens: fine inside a phrase; named alone it says too little.
_EVENTS: Final = """
 call callback complaint visit slot collection pick-up pickup installation inspection interview
 meeting viewing service-visit test treatment surgery operation wait queue outage interruption
 cancellation renewal increase reduction difference penalty error mistake fault leak hole crack
 scratch dent stain smell noise crackle crackling damage delay mould mold rust burn bruise tear
 split gap bug glitch answer reply response explanation apology solution compensation chargeback
 repayment investigation review resolution arrangement agreement update upgrade-fee message text
 demand debt arrears overcharge surcharge redelivery escalation adjustment lump bump drip rain
 street pavement doorstep hallway lobby road driveway path hedge wood trolley rattle hum buzz
 draught draft puddle error-message limit outlet permission unlock waiver credit-note number
 address postcode details detail name record file bit list database system-error reference
 balance-transfer download upload connection-fee mailing-list marketing colour color model
 version quality colour-scheme style amount total sum pair cup piece pay packaging packing
 instructions instruction contents top bottom corner middle edge leg handle lid zip zipper button
 hinge seam stitching sole heel strap-buckle frame bulb fuse trip-switch appointment-slot
 deadline cutoff terms screw screws tile haircut chimney chip nail sock pocket mudguard
"""

# Irregular plurals, mass nouns and words that are plural by themselves.
_PLURAL: Final = """
 shelves knives leaves glasses shoes jeans trousers goods stairs wages savings fees details
 instructions contents terms dishes earrings curtains groceries clothes leggings pyjamas tights
 scissors batteries brakes keys tools pants dishes people spectacles logins belongings shopping-bags
"""
_MASS: Final = """
 hot-water broadband bedding clothing crockery equipment fabric fuel laundry lighting mail money
 cash milk meat bread rice chicken fish soup salad curry pasta cutlery jewellery jewelry shopping
 stuff-box reception coverage rubbish-collection recycling refuse sewage plumbing wiring glazing
 flooring paintwork upholstery plaster gravel topsoil turf compost feed stock access roaming
"""

# People whose visit or work is the service: "your engineer" is a thing that may be named.
_STAFF: Final = """
 engineer technician driver courier plumber electrician installer fitter surveyor builder
 mechanic inspector cleaner gardener carer nurse doctor dentist postman mailman roofer decorator
 painter locksmith vet photographer chemist contractor tradesman handyman adviser advisor
 consultant tutor instructor
"""
# People who may be asked for.
_ABOVE: Final = "manager supervisor specialist human person boss team-leader team-lead superior"
_PEOPLE: Final = """
 husband wife partner mum mom mother dad father son daughter kid kids child children baby brother
 sister friend neighbour neighbor boss boyfriend girlfriend nan gran grandma grandad grandmother
 grandfather uncle aunt auntie cousin family parents wife's lawyer solicitor man woman lady guy
 girl boy bloke chap people customer customers agent agents rep representative colleague
 colleagues colleague's operator assistant staff team department company firm bank departments
 business everyone everybody mate sir madam tenant landlord lodger flatmate guest guests client
 clients student students wife secretary accountant niece nephew grandson granddaughter fiance
 fiancee dog cat pet puppy kitten lad lads lass missus hubby toddler twins teenager ex stepson
 stepdaughter bookkeeper receptionist councillor fella grandchild grandchildren
"""
# Nouns that name nothing to a listener, or something of the customer that is not the matter.
_VAGUE: Final = """
 thing things stuff problem problems issue issues matter matters situation case question questions
 point reason reasons way ways fact truth idea joke nonsense disgrace shambles mess nightmare hell
 time times day days week weeks month months year years morning evening afternoon night hour hours
 minute minutes second seconds moment while today tomorrow yesterday weekend date patience nerves
 life head mind opinion money's experience attitude tone voice accent mouth feeling feelings anger
 temper fault job work business god lord word words side part's rest lot kind sort same one ones
 anything something nothing everything other others rubbish crap world country heart stress blood
 pressure head breath ass arse face hands hand eyes ears ear hair body brain lawyers english health
 condition shoulder tether end rights right hope luck pleasure concern concerns request frustration
 disappointment understanding choice decision position turn place home self street area town city
 hearing call-centre expectation expectations loyalty trust dignity honour faith mistake mistakes
"""
_UNCOUNTABLE_LIKE: Final = frozenset({"internet", "broadband", "electricity", "heating", "wifi"})


_things = word_set(_GOODS)
_events = word_set(_EVENTS)
PLURAL_ONLY: Final = word_set(_PLURAL)
MASS: Final = (
    word_set(_MASS)
    | _UNCOUNTABLE_LIKE
    | word_set("furniture luggage gas water food data paper power")
)
STAFF: Final = word_set(_STAFF) | frozenset(plural_of(noun) for noun in word_set(_STAFF))
ABOVE: Final = word_set(_ABOVE)
PEOPLE: Final = word_set(_PEOPLE) | ABOVE
VAGUE: Final = word_set(_VAGUE)
_counted = _things | _events | word_set(_STAFF)
PLURALS: Final = PLURAL_ONLY | frozenset(
    plural_of(noun) for noun in _counted - PLURAL_ONLY - word_set("furniture luggage heating")
)
THINGS: Final = (
    _things | PLURAL_ONLY | word_set(_MASS) | frozenset(plural_of(noun) for noun in _things)
) - VAGUE
EVENTS: Final = _events | frozenset(plural_of(noun) for noun in _events)
NOUNS: Final = THINGS | EVENTS | STAFF
# A regular plural to its noun: "bills" is "bill".
SINGULAR: Final = {
    plural_of(noun): noun for noun in _counted - PLURAL_ONLY if plural_of(noun) not in _counted
}
# Singular nouns that end in s and would read as plurals otherwise.
SINGULAR_S: Final = word_set(
    "address glass bus gas dress access process premises business class mess success loss "
    "mattress lens washbasin news canvas address progress status series"
)
# Heads that take "of" plus a noun: "a bottle of wine", "the copy of my bill".
OF_HEADS: Final = word_set(
    "bottle box cup piece pair bag pack packet copy set charge bill payment deposit fee part "
    "side back front top bottom middle corner end delivery batch tin can pot bit refund credit "
    "bouquet bunch total sum cost price amount"
)
# Heads that take a place or a purpose with them: "the charge on my card", "the fault on my line".
PP_HEADS: Final = word_set(
    "charge charges payment payments refund delivery deposit problem fault fee fees error crack "
    "hole leak scratch dent stain smell noise damage mistake bill invoice credit discount "
    "outage claim ticket tickets booking appointment order cover confirmation email letter "
    "contract subscription policy parcel mould mold rust replacement voucher code direct-debit "
    "delay button zip handle lid leg screen cable light lights heating water line lump"
)
