"""Customers' sentences and what may be said back of each.

``SAID_BACK``: a sentence in a line of its own, under it the slots that it fills; a slot not listed
stays empty. ``NOTHING``: sentences of which nothing may be said back.
"""

from __future__ import annotations

from typing import Final

SAID_BACK: Final = """
You charged me a hundred and eighty pounds for a sensor I never needed
    issue: the hundred and eighty pounds you were charged for a sensor
    said: you were charged a hundred and eighty pounds for a sensor
I've been waiting in all day
    said: you have been waiting in all day
Three weeks now with no heating!
    issue: the three weeks you have been without heating
    said: you have been without heating for three weeks
no heating for three weeks
    issue: the three weeks you have been without heating
    said: you have been without heating for three weeks
Two days without internet!
    issue: the two days you have been without internet
    said: you have been without internet for two days
I rang twice, somebody would call me back, nobody called me back
    issue: the wait for a call back that never came
    said: nobody called you back
I rang again on Wednesday and I was on hold for forty minutes
    issue: the forty minutes you were on hold
    said: you were on hold for forty minutes
What's happened is the internet's been off since Sunday
    thing: the internet
    issue: the internet that has been off since Sunday
    said: the internet has been off since Sunday
The floor is the big money
    thing: the floor
It was my lad's birthday present
    thing: your lad's birthday present
I want my money back for the table and I want compensation on top
    thing: your money
    want: your money back and compensation
My my sofa was, um, supposed to come on friday and it never did!
    thing: your sofa
    issue: your sofa that was supposed to come on Friday
    said: your sofa was supposed to come on Friday
you charged me forty pounds twice
    issue: the forty pounds you were charged twice
    said: you were charged forty pounds twice
my internet keeps dropping
    thing: your internet
    issue: your internet that keeps dropping
    said: your internet keeps dropping
I've been waiting three weeks for a new router
    issue: the three weeks you have been waiting for a new router
    said: you have been waiting three weeks for a new router
I've been on hold for forty minutes
    issue: the forty minutes you have been on hold
    said: you have been on hold for forty minutes
nobody turned up for my appointment
    thing: your appointment
    said: nobody turned up for your appointment
The router is broken and nobody has called me back
    thing: the router
    issue: the router that is broken
    said: the router is broken
I ordered a blue lamp two weeks ago and it never came
    thing: the blue lamp
    issue: the blue lamp you ordered two weeks ago that never came
    said: you ordered a blue lamp two weeks ago
I bought this phone last month and it keeps freezing
    thing: the phone
    issue: the phone you bought last month that keeps freezing
    said: you bought the phone last month
you cancelled my appointment without telling me
    thing: your appointment
    issue: your appointment that was cancelled
    said: your appointment was cancelled
you took sixty pounds from my account on Monday
    thing: your account
    issue: the sixty pounds taken from your account on Monday
I was charged twice for the same order
    thing: the same order
    issue: being charged twice for the same order
    said: you were charged twice for the same order
there's something wrong with my washing machine
    thing: your washing machine
    issue: what is wrong with your washing machine
I've got a problem with the boiler
    thing: the boiler
    issue: the problem with the boiler
there's a leak under the sink
    thing: the sink
    issue: the leak under the sink
    said: there is a leak under the sink
we've got no hot water since Tuesday
    issue: the lack of hot water since Tuesday
    said: you have got no hot water since Tuesday
I can't log in to my account
    thing: your account
    issue: the problem with logging in to your account
    said: you can't log in to your account
I still haven't received my refund
    thing: your refund
    issue: the refund you still haven't received
    said: you still haven't received your refund
they sent me the wrong shoes
    thing: the wrong shoes
    issue: the wrong shoes you were sent
    said: you were sent the wrong shoes
I was promised a call back on Monday and nobody rang
    issue: the call back you were promised on Monday
    said: you were promised a call back on Monday
the engineer never came
    thing: the engineer
    issue: the engineer who never came
    said: the engineer never came
your engineer didn't turn up on Wednesday
    thing: the engineer
    issue: the engineer who didn't turn up on Wednesday
    said: the engineer didn't turn up on Wednesday
this is the third time I've called about this
    issue: having to call a third time
I have called five times about my refund
    thing: your refund
    issue: the five times you have called about your refund
    said: you have called five times about your refund
internet is not working since two days sir
    thing: the internet
    issue: the internet that has not been working for two days
    said: the internet has not been working for two days
my bloody bill has gone up by twenty pounds
    thing: your bill
    issue: your bill that has gone up by twenty pounds
    said: your bill has gone up by twenty pounds
I want a full refund
    want: a full refund
I want my money back
    thing: your money
    want: your money back
can you send somebody out today
    request: send somebody out today
take me off your list
    request: take you off our list
I'd like to cancel my contract
    thing: your contract
    request: cancel your contract
I want to speak to a manager
    request: put you through to a manager
stop calling me
    request: stop calling you
please remove my number from your database
    request: remove your number from our database
you keep sending me letters
    thing: the letters
    issue: the letters you keep being sent
    said: you keep being sent letters
the sofa I ordered last week has not arrived
    thing: the sofa
    issue: the sofa you ordered last week that has not arrived
    said: the sofa you ordered last week has not arrived
my wife says the car is broken
    thing: the car
Where is my parcel?
    thing: your parcel
if my order is late again I will cancel
    thing: your order
My delivery was due yesterday between 8 and 12
    thing: your delivery
    issue: your delivery that was due yesterday
    said: your delivery was due yesterday
my card was declined
    thing: your card
    issue: your card that was declined
    said: your card was declined
your app crashes every time I open it
    thing: the app
    issue: the app that crashes every time
    said: the app crashes every time
i paid forty pounds for a haircut
    issue: the forty pounds you paid for a haircut
    said: you paid forty pounds for a haircut
my flight was cancelled and i want my money back
    thing: your flight
    issue: your flight that was cancelled
    said: your flight was cancelled
    want: your money back
you have overcharged me for three months
    issue: being overcharged for three months
    said: you have been overcharged for three months
the tv you sold me is faulty
    thing: the TV
    issue: the TV you were sold that is faulty
    said: the TV you were sold is faulty
my daughter's phone has stopped working
    thing: your daughter's phone
    issue: your daughter's phone that has stopped working
    said: your daughter's phone has stopped working
i have been without internet for a week
    issue: the week you have been without internet
    said: you have been without internet for a week
MY PARCEL IS LOST
    thing: your parcel
    issue: your parcel that is lost
    said: your parcel is lost
the f***ing washing machine leaks
    thing: the washing machine
    issue: the washing machine that leaks
    said: the washing machine leaks
the washing machine you delivered on tuesday is leaking all over my kitchen floor
    thing: the washing machine
    issue: the washing machine delivered on Tuesday that is leaking all over your kitchen floor
    said: the washing machine delivered on Tuesday is leaking all over your kitchen floor
hi um yeah my broadband's been down since saturday morning and nobody's told me anything
    thing: your broadband
    issue: your broadband that has been down since Saturday morning
    said: your broadband has been down since Saturday morning
I've rung you four times now and every time I get cut off
    issue: the four times you have rung us
    said: you have rung us four times now
the dress arrived with a hole in it
    thing: the dress
    issue: the dress that arrived with a hole in it
    said: the dress arrived with a hole in it
my pizza arrived cold
    thing: your pizza
    issue: your pizza that arrived cold
    said: your pizza arrived cold
you sent me the wrong size again
    thing: the wrong size
    issue: the wrong size you were sent again
    said: you were sent the wrong size again
my flight got cancelled and I've had no refund
    thing: your flight
    issue: your flight that got cancelled
    said: you have had no refund
I paid three hundred dollars for this phone and the screen cracked after two days
    thing: the screen
    issue: the screen that cracked after two days
    said: the screen cracked after two days
there's a charge on my card that I don't recognize
    thing: the charge
    issue: the charge on your card that you don't recognize
    said: there is a charge on your card that you don't recognize
my claim was rejected
    thing: your claim
    issue: your claim that was rejected
    said: your claim was rejected
my mortgage payment was taken twice
    thing: your mortgage payment
    issue: your mortgage payment that was taken twice
    said: your mortgage payment was taken twice
the heating hasn't worked since Christmas
    thing: the heating
    issue: the heating that hasn't worked since Christmas
    said: the heating hasn't worked since Christmas
the boiler keeps cutting out
    thing: the boiler
    issue: the boiler that keeps cutting out
    said: the boiler keeps cutting out
my new phone won't turn on
    thing: your new phone
    issue: your new phone that won't turn on
    said: your new phone won't turn on
the website won't let me log in
    thing: the website
    issue: the website that won't let you log in
    said: the website won't let you log in
I can't get through to anybody
    issue: the problem with getting through to anybody
    said: you can't get through to anybody
you lot have lost my luggage
    thing: your luggage
    issue: your luggage that has been lost
    said: your luggage has been lost
they lost my suitcase at the airport
    thing: your suitcase
    issue: your suitcase that was lost
    said: your suitcase was lost
your driver left my parcel in the rain
    thing: your parcel
    issue: your parcel that was left in the rain
    said: your parcel was left in the rain
the room was dirty and the air con didn't work
    thing: the room
    issue: the room that was dirty
    said: the room was dirty
i never signed up for this subscription
    thing: the subscription
    issue: the subscription you never signed up for
I never agreed to that fee
    thing: the fee
    issue: the fee you never agreed to
    said: you never agreed to the fee
you put my rent up without telling me
    thing: your rent
    issue: your rent that was put up
    said: your rent was put up
my prescription was supposed to be ready yesterday
    thing: your prescription
    issue: your prescription that was supposed to be ready yesterday
    said: your prescription was supposed to be ready yesterday
the taxi never showed up
    thing: the taxi
    issue: the taxi that never showed up
    said: the taxi never showed up
i have been trying to reach you since morning
    said: you have been trying to reach us since this morning
I am waiting since two weeks for my order madam
    thing: your order
    issue: the two weeks you have been waiting for your order
    said: you have been waiting for two weeks for your order
my salary is not credited in my account
    thing: your salary
    issue: your salary that is not credited in your account
    said: your salary is not credited in your account
amount is deducted from my account but order is not confirmed
    thing: the order
    issue: the order that is not confirmed
    said: the order is not confirmed
please do the needful sir my internet is not working from last three days
    thing: your internet
    issue: your internet that has not been working for three days
    said: your internet has not been working for three days
the cooker you fitted is not level
    thing: the cooker
    issue: the cooker that is not level
    said: the cooker is not level
the paint is peeling off the wall
    thing: the paint
    issue: the paint that is peeling off the wall
    said: the paint is peeling off the wall
my kid's school bus was late again
    thing: your kid's school bus
    issue: your kid's school bus that was late again
    said: your kid's school bus was late again
the bank has frozen my account
    thing: your account
    issue: your account that has been frozen
    said: your account has been frozen
my account has been locked for three days
    thing: your account
    issue: your account that has been locked for three days
    said: your account has been locked for three days
my card got blocked
    thing: your card
    issue: your card that got blocked
    said: your card got blocked
you blocked my card while I was on holiday
    thing: your card
    issue: your card that was blocked
    said: your card was blocked
why is my bill so high?
    thing: your bill
my bill is too high
    thing: your bill
    issue: your bill that is too high
    said: your bill is too high
my bill is fifty pounds more than last month
    thing: your bill
    issue: your bill that is fifty pounds more than last month
    said: your bill is fifty pounds more than last month
my electricity bill has doubled
    thing: your electricity bill
    issue: your electricity bill that has doubled
    said: your electricity bill has doubled
we ordered two sofas in June and only one came
    thing: the two sofas
    issue: the two sofas you ordered in June
    said: you ordered two sofas in June
nobody has replied to my email
    thing: your email
    issue: the email nobody has replied to
    said: nobody has replied to your email
I've been transferred six times
    issue: being transferred six times
    said: you have been transferred six times
I'm calling about my order
    thing: your order
it's about my subscription
    thing: your subscription
the tracking link doesn't work
    thing: the tracking link
    issue: the tracking link that doesn't work
    said: the tracking link doesn't work
my contract ended in May and you're still charging me
    thing: your contract
    issue: still being charged
    said: you are still being charged
I returned the phone three weeks ago and I'm still being billed
    thing: the phone
    issue: still being billed
    said: you are still being billed
I cancelled my membership in January and you took another forty pounds
    thing: your membership
    issue: the membership you cancelled in January
    said: you cancelled your membership in January
the bed frame is missing two screws
    issue: the bed frame that is missing two screws
    said: the bed frame is missing two screws
the kettle stopped working after a week
    thing: the kettle
    issue: the kettle that stopped working after a week
    said: the kettle stopped working after a week
your agent hung up on me
    issue: being hung up on
    said: you were hung up on
you hung up on me twice
    issue: being hung up on twice
    said: you were hung up on twice
I got cut off
    issue: being cut off
    said: you got cut off
you left me on hold for an hour
    issue: the hour you were left on hold
    said: you were left on hold for an hour
I was kept waiting for two hours
    issue: the two hours you were kept waiting
    said: you were kept waiting for two hours
I want to know why my bill is so high
    thing: your bill
I want compensation
    want: compensation
I want you to fix my internet
    thing: your internet
    request: fix your internet
I need a new card
    want: a new card
can I get a refund
    want: a refund
can I have a refund please
    want: a refund
could you please cancel my order
    thing: your order
    request: cancel your order
I would like my deposit back
    thing: your deposit
    want: your deposit back
just give me a refund
    want: a refund
    request: give you a refund
send me a replacement
    request: send you a replacement
I want my sofa
    thing: your sofa
    want: your sofa
I'd like you to call me back tomorrow morning
    request: call you back tomorrow morning
call me back on Monday
    request: call you back on Monday
put me through to your supervisor
    request: put you through to a supervisor
I want to talk to a human
    request: put you through to a human
don't call me again
    request: stop calling you
refund me now
    request: refund you
close my account
    thing: your account
    request: close your account
I want to return these shoes
    thing: the shoes
I demand an apology
    want: an apology
reset my password
    thing: your password
    request: reset your password
I've been without hot water for four days with a newborn baby
    issue: the four days you have been without hot water
    said: you have been without hot water for four days
the builder left and never came back
    thing: the builder
my kitchen worktop has a huge scratch on it
    thing: your kitchen worktop
the tiles you laid are already coming loose
    thing: the tiles
    issue: the tiles that are already coming loose
    said: the tiles are already coming loose
the carpet fitter never turned up this morning
    thing: the carpet fitter
    issue: the carpet fitter who never turned up this morning
    said: the carpet fitter never turned up this morning
your engineer was supposed to be here at nine and it's now two o'clock
    thing: the engineer
    issue: the engineer who was supposed to be here at nine
    said: the engineer was supposed to be here at nine
my appointment was cancelled at the last minute
    thing: your appointment
    issue: your appointment that was cancelled
    said: your appointment was cancelled
you've cancelled my appointment three times
    thing: your appointment
    issue: your appointment that has been cancelled three times
    said: your appointment has been cancelled three times
our room was filthy when we arrived
    thing: your room
    issue: your room that was filthy
    said: your room was filthy
the flight was delayed for six hours
    thing: the flight
    issue: the flight that was delayed for six hours
    said: the flight was delayed for six hours
my bag never arrived in Delhi
    thing: your bag
    issue: your bag that never arrived
    said: your bag never arrived
I've been overcharged since January
    issue: being overcharged since January
    said: you have been overcharged since January
my direct debit went up without warning
    thing: your direct debit
    issue: your direct debit that went up
    said: your direct debit went up
I got charged a late fee
    thing: the late fee
    issue: the late fee you got charged
    said: you got charged a late fee
I was charged a cancellation fee of sixty pounds
    thing: the cancellation fee
    issue: the cancellation fee of sixty pounds you were charged
    said: you were charged a cancellation fee of sixty pounds
my loan application was rejected
    thing: your loan application
    issue: your loan application that was rejected
    said: your loan application was rejected
my PIN doesn't work
    thing: your PIN
    issue: your PIN that doesn't work
    said: your PIN doesn't work
my new card hasn't arrived
    thing: your new card
    issue: your new card that hasn't arrived
    said: your new card hasn't arrived
I haven't received my statement
    thing: your statement
    issue: the statement you haven't received
    said: you haven't received your statement
I haven't had my deposit back
    thing: your deposit
    issue: the deposit you haven't had back
I'm still waiting for my refund
    thing: your refund
    issue: the wait for your refund
    said: you are still waiting for your refund
still waiting on my refund
    thing: your refund
I have been waiting for a reply since last Monday
    issue: the wait for a reply since last Monday
    said: you have been waiting for a reply since last Monday
three weeks I've been waiting for this sofa
    thing: the sofa
    issue: the wait for the sofa
    said: you have been waiting for the sofa
the delivery man threw my parcel over the fence
    thing: your parcel
    issue: your parcel that was thrown over the fence
    said: your parcel was thrown over the fence
my burger was raw in the middle
    thing: your burger
    issue: your burger that was raw in the middle
    said: your burger was raw in the middle
the milk was off
    thing: the milk
    issue: the milk that was off
    said: the milk was off
there's no signal at my house
    issue: the lack of signal at your house
    said: there is no signal at your house
my signal keeps cutting out
    thing: your signal
    issue: your signal that keeps cutting out
    said: your signal keeps cutting out
my texts aren't going through
    thing: your texts
    issue: your texts that aren't going through
    said: your texts aren't going through
my phone bill doubled this month
    thing: your phone bill
    issue: your phone bill that doubled this month
    said: your phone bill doubled this month
the app won't open
    thing: the app
    issue: the app that won't open
    said: the app won't open
the app keeps logging me out
    thing: the app
    issue: the app that keeps logging you out
    said: the app keeps logging you out
I can't access my emails
    thing: your emails
    issue: the problem with accessing your emails
    said: you can't access your emails
I can't cancel my subscription online
    thing: your subscription
    issue: the problem with cancelling your subscription online
    said: you can't cancel your subscription online
you repaired my laptop and it broke again
    thing: your laptop
    issue: your laptop that broke again
my car broke down the day after you serviced it
    thing: your car
    issue: your car that broke down
    said: your car broke down
the garage said my brakes were fine
    thing: your brakes
I bet my parcel is lost
    thing: your parcel
I hope my order isn't late again
    thing: your order
maybe my router is broken I don't know
    thing: your router
what if my sofa never comes
    thing: your sofa
is my order cancelled
    thing: your order
have you lost my parcel
    thing: your parcel
you stupid bitch you lost my parcel
    thing: your parcel
    issue: your parcel that was lost
    said: your parcel was lost
this fucking router keeps fucking dropping
    thing: the router
    issue: the router that keeps dropping
    said: the router keeps dropping
my shitty internet is down again
    thing: your internet
    issue: your internet that is down again
    said: your internet is down again
the service has been terrible
    thing: the service
I'm really disappointed with the service
    thing: the service
like I said my order is missing
    thing: your order
    issue: your order that is missing
    said: your order is missing
I can't afford this bill
    thing: the bill
they told me the refund was on its way
    thing: the refund
the lights keep flickering
    thing: the lights
    issue: the lights that keep flickering
    said: the lights keep flickering
my lights don't turn on
    thing: your lights
    issue: your lights that don't turn on
    said: your lights don't turn on
these shoes fell apart after one week
    thing: the shoes
    issue: the shoes that fell apart after one week
    said: the shoes fell apart after one week
the shoes I bought from you fell apart
    thing: the shoes
    issue: the shoes you bought from us that fell apart
    said: the shoes you bought from us fell apart
the zip on my jacket broke
    thing: your jacket
    issue: the zip on your jacket that broke
    said: the zip on your jacket broke
the screen on my phone is cracked
    thing: the screen
    issue: the screen on your phone that is cracked
    said: the screen on your phone is cracked
the wheels came off the suitcase
    thing: the wheels
    issue: the wheels that came off the suitcase
    said: the wheels came off the suitcase
my meter readings are wrong
    thing: your meter readings
    issue: your meter readings that are wrong
    said: your meter readings are wrong
my order came with two items missing
    thing: your order
the meal was late and cold
    thing: the meal
    issue: the meal that was late and cold
    said: the meal was late and cold
my sofa is late
    thing: your sofa
    issue: your sofa that is late
    said: your sofa is late
our order still hasn't shipped
    thing: your order
    issue: your order that still hasn't shipped
    said: your order still hasn't shipped
my parcel is three days late
    thing: your parcel
    issue: your parcel that is three days late
    said: your parcel is three days late
the train was cancelled and I missed my connection
    thing: the train
    issue: the train that was cancelled
    said: the train was cancelled
I missed my flight because of you
    thing: your flight
your chatbot doesn't understand anything
    thing: the chatbot
I spent two hours on the phone
    thing: the phone
    issue: the two hours you spent on the phone
    said: you spent two hours on the phone
I have spent four hundred dollars on this machine
    thing: the machine
    issue: the four hundred dollars you have spent on the machine
    said: you have spent four hundred dollars on the machine
so basically what happened is your guy came to fit the blinds and he drilled straight through a pipe
    thing: the blinds
hello yes I bought a hoover from your shop in Leeds and the damn thing packed up after two days
    thing: the hoover
    issue: the hoover you bought from the shop
    said: you bought a hoover from the shop
I was told that my card would be replaced within five days and I still have not received it
    thing: your card
the app says my order's been delivered but there's nothing here
    thing: your order
I returned that coat six weeks ago and I'm still waiting for the money
    thing: the coat
    issue: the wait for the money
    said: you are still waiting for the money
we drove two hours to the hotel and they'd given our room away
    thing: your room
our flight was delayed by nine hours and nobody gave us any water
    thing: your flight
    issue: your flight that was delayed by nine hours
    said: your flight was delayed by nine hours
the car I hired had a flat tyre and no spare
    thing: the car
your garage serviced my car last week and now the brakes are squealing
    thing: your car
madam my recharge is failed but amount got debited from my bank account
    thing: your recharge
kindly tell me why my claim got rejected
    thing: your claim
the refund has not been credited to my account yet
    thing: the refund
    issue: the refund that has not been credited to your account yet
    said: the refund has not been credited to your account yet
my packet internet is too slow since one week
    thing: your packet internet
    issue: your packet internet that has been too slow for one week
    said: your packet internet has been too slow for one week
I not receive my package until now
    thing: your package
y'all shut off my water and I paid that bill two weeks ago
    thing: your water
    issue: your water that was shut off
    said: your water was shut off
y'all keep charging my card for a gym I quit in March
    thing: your card
my power's been out since six and I've got insulin in the fridge
    thing: your power
    issue: your power that has been out since six
    said: your power has been out since six
the dryer I bought from y'all quit working
    thing: the dryer
    issue: the dryer you bought from us that quit working
    said: the dryer you bought from us quit working
I called last week and was told somebody would call me back and no one did
    said: you called last week
I keep getting calls from you about a loan I don't have
    issue: the calls you keep getting from us about a loan
    said: you keep getting calls from us about a loan
my internet speed is nowhere near what I'm paying for
    thing: your internet speed
my council tax bill is wrong
    thing: your council tax bill
    issue: your council tax bill that is wrong
    said: your council tax bill is wrong
my tenancy deposit hasn't been returned
    thing: your tenancy deposit
    issue: your tenancy deposit that hasn't been returned
    said: your tenancy deposit hasn't been returned
the lift has been out of order for three weeks
    thing: the lift
    issue: the lift that has been out of order for three weeks
    said: the lift has been out of order for three weeks
there's mould all over my bedroom wall
    thing: your bedroom wall
    issue: the mould all over your bedroom wall
    said: there is mould all over your bedroom wall
the toilet's been blocked since Sunday
    thing: the toilet
    issue: the toilet that has been blocked since Sunday
    said: the toilet has been blocked since Sunday
the curtains are the wrong colour
    thing: the curtains
    issue: the curtains that are the wrong colour
    said: the curtains are the wrong colour
the table arrived with a leg missing
    thing: the table
    issue: the table that arrived with a leg missing
    said: the table arrived with a leg missing
they delivered the wrong mattress and now they won't take it back
    thing: the wrong mattress
my cake was meant to say Happy Birthday Tom and it said Tim
    thing: your cake
the flowers were dead when they arrived
    thing: the flowers
    issue: the flowers that were dead
    said: the flowers were dead
my wedding flowers never arrived
    thing: your wedding flowers
    issue: your wedding flowers that never arrived
    said: your wedding flowers never arrived
the vet charged me two hundred quid for a ten minute appointment
    issue: the two hundred quid you were charged for a ten minute appointment
    said: you were charged two hundred quid for a ten minute appointment
I've been locked out of my account for a week
    thing: your account
    issue: being locked out of your account for a week
    said: you have been locked out of your account for a week
my password doesn't work and the reset email never arrives
    thing: your password
    issue: your password that doesn't work
    said: your password doesn't work
I can't cancel my free trial
    thing: your free trial
    issue: the problem with cancelling your free trial
    said: you can't cancel your free trial
you renewed my policy without asking me
    thing: your policy
I didn't authorise that payment
    thing: the payment
    issue: the payment you didn't authorise
    said: you didn't authorise the payment
there's a payment of ninety nine pounds I know nothing about
    thing: the payment
    issue: the payment of ninety nine pounds
    said: there is a payment of ninety nine pounds
I want that charge taken off my bill
    thing: your bill
I want someone to tell me where my parcel is
    thing: your parcel
I'd like a written apology and some compensation
    want: a written apology
my new kettle leaks from the bottom
    thing: your new kettle
    issue: your new kettle that leaks from the bottom
    said: your new kettle leaks from the bottom
your courier never rang the bell
    thing: the courier
my broadband engineer was due at ten and it's gone twelve
    thing: your broadband engineer
    issue: your broadband engineer who was due at ten
    said: your broadband engineer was due at ten
the dishwasher won't drain
    thing: the dishwasher
my landline has been dead for a fortnight
    thing: your landline
    issue: your landline that has been dead for a fortnight
    said: your landline has been dead for a fortnight
I've emailed you six times and I've not had a single reply
    issue: the six times you have emailed us
    said: you have emailed us six times
my pension payment didn't arrive this month
    thing: your pension payment
    issue: your pension payment that didn't arrive this month
    said: your pension payment didn't arrive this month
my gas has been cut off
    thing: your gas
    issue: your gas that has been cut off
    said: your gas has been cut off
our bins haven't been collected for three weeks
    thing: your bins
    issue: your bins that haven't been collected for three weeks
    said: your bins haven't been collected for three weeks
my train ticket wasn't refunded
    thing: your train ticket
    issue: your train ticket that wasn't refunded
    said: your train ticket wasn't refunded
my blood test results are late
    thing: your blood test results
    issue: your blood test results that are late
    said: your blood test results are late
you gave me the wrong tablets
    thing: the wrong tablets
    issue: the wrong tablets you were given
    said: you were given the wrong tablets
the nursery lost my daughter's coat
    thing: your daughter's coat
the school trip was cancelled and we want our money back
    thing: the school trip
    issue: the school trip that was cancelled
    said: the school trip was cancelled
    want: your money back
the gym keeps taking money from my account
    thing: the gym
    issue: the gym that keeps taking money from your account
    said: the gym keeps taking money from your account
I paid a deposit of five hundred pounds and the builder disappeared
    thing: the builder
    issue: the builder who disappeared
    said: the builder disappeared
the roof still leaks
    thing: the roof
    issue: the roof that still leaks
    said: the roof still leaks
my solar panels aren't working
    thing: your solar panels
    issue: your solar panels that aren't working
    said: your solar panels aren't working
the alarm keeps going off
    thing: the alarm
    issue: the alarm that keeps going off
    said: the alarm keeps going off
your mechanic damaged my bumper
    thing: your bumper
    issue: your bumper that was damaged
    said: your bumper was damaged
my tyre burst on the motorway
    thing: your tyre
    issue: your tyre that burst
    said: your tyre burst
you cancelled my insurance without telling me
    thing: your insurance
    issue: your insurance that was cancelled
    said: your insurance was cancelled
the software update broke my printer
    thing: your printer
    issue: the software update that broke your printer
    said: the software update broke your printer
I lost all my data
    thing: all your data
your system deleted my booking
    thing: your booking
    issue: your booking that was deleted
    said: your booking was deleted
my username doesn't work
    thing: your username
    issue: your username that doesn't work
    said: your username doesn't work
the verification code never arrives
    thing: the verification code
    issue: the verification code that never arrives
    said: the verification code never arrives
I'm locked out of my email
    thing: your email
    issue: being locked out of your email
    said: you are locked out of your email
this tablet is defective
    thing: the tablet
    issue: the tablet that is defective
    said: the tablet is defective
the sound keeps cutting out on my tv
    thing: the sound
    issue: the sound that keeps cutting out on your TV
    said: the sound keeps cutting out on your TV
my order is stuck
    thing: your order
    issue: your order that is stuck
    said: your order is stuck
my refund is still pending
    thing: your refund
the voucher code doesn't work
    thing: the voucher code
    issue: the voucher code that doesn't work
    said: the voucher code doesn't work
the sale price wasn't applied
    thing: the sale price
    issue: the sale price that wasn't applied
    said: the sale price wasn't applied
I'm not saying my router is broken
    thing: your router
my router isn't broken
    thing: your router
my sofa is lovely
    thing: your sofa
your price is too high and my friend got it cheaper
    thing: the price
    issue: the price that is too high
    said: the price is too high
I broke my phone
    thing: your phone
I dropped my phone and the screen cracked
    thing: your phone
    issue: the screen that cracked
    said: the screen cracked
I cancelled my order
    thing: your order
    said: you cancelled your order
I didn't pay my bill
    thing: your bill
the last agent said my refund was sent
    thing: your refund
my account is empty
    thing: your account
    issue: your account that is empty
    said: your account is empty
the line is dead
    thing: the line
    issue: the line that is dead
    said: the line is dead
my card is down the back of the sofa
    thing: your card
I've been waiting
    said: you have been waiting
you keep putting me on hold
    said: you keep being put on hold
you put me on hold
    said: you were put on hold
I need an answer
    want: an answer
I want an answer today
    want: an answer today
call me back
    request: call you back
can you check my order
    thing: your order
    request: check your order
can you tell me my balance
    thing: your balance
please send a copy of my bill to my new address
    thing: your bill
    request: send a copy of your bill to your new address
change my address
    request: change your address
"""

NOTHING: Final = """
I can't work from home
I'm not calling about forty dollars
I've waited in for a man who was never even coming
I want every cent back and I want it in writing
I need to ring again
oh great, my parcel is lost, brilliant
I am not happy
you're a bunch of idiots
my patience is running out
you've been charging me for a service I cancelled in March
my parcel says delivered but it's not here
I've been a customer for twenty years
this is an absolute joke
what the hell are you people doing
do you even know what you're doing
my order number is 4471
every time I call I get a different answer
the bloody thing doesn't work
it doesn't work
it's broken
nothing works
everything is late
she was so rude to me
send me a new one
I want it fixed
get me your manager
do not call this number again
I want to cancel
cancel it
we were stuck at the airport for ten hours
my neighbour told me you overcharge everyone
I read online that your company is a scam
you're useless
fuck off
I'm fed up
I'm absolutely livid
this is unacceptable
that's not good enough
you people never listen
nobody cares
I've told you this already
thanks a lot for losing my parcel
how wonderful, another delay
I love waiting three hours for nothing
don't tell me to calm down
I'll leave a bad review
my husband died last month
my mother is very ill
I lost my job
my boss is going to kill me
my kids have no heating
you've got my name wrong
your online chat is useless
Unbelievable.
Are you serious?
How long is this going to take?
Why should I believe you?
My brother says you are all the same.
If it happens again I am leaving.
what a surprise, another excuse
oh brilliant, the van broke down, of course it did
you lying thieves
you are the worst firm I have ever dealt with
The problem is you lot.
things never get done there
my day is ruined
I have had enough
I am at the end of my tether
it came late
they never did
Well, that is what I was told.
you said it would be here by Tuesday and it's Thursday and there's still no sign of it
every single month you take the wrong amount from my bank
you've taken four payments this month instead of one
I paid extra for a window seat and you put me in the middle
the product what you send me is broken
the technician was a no show for the second time
I'm getting texts about somebody else's account
can you just send me a new one please
I need this sorted today
I've been sent someone else's bill
I ordered a medium and got a large
the water pressure is too low
my no claims bonus is wrong
my name is Sarah
the weather is awful
my friend got her refund
I never got round to it
I have no idea
there is no point
there is no way I am paying
I have no patience left
no problem
I've had no luck
I've got no choice
I was charged with theft
you cut my hours
I haven't got time for this
I can't believe it
I can't wait any longer
I can't pay this month
I've been waiting ages
you keep saying that
you keep passing me around
the engineer was rude
I need help
I want to be refunded
I want to speak to somebody in charge
I want you to stop calling my mother
give me one good reason
give me a break
give me five minutes
I want my life back
I want blood
I need a drink
"""
