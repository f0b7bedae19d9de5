"""The words of the trade that callers do not use, as one alternation a field.

Our own list, from what contact centres, telecoms, banks, insurers, energy suppliers and IT support
say among themselves. A term that callers use too ("broadband", "direct debit", "PIN") is left out.
"""

from __future__ import annotations

from typing import Final

# Sure: hardly anybody outside the trade would follow it.
TERMS: Final[dict[str, str]] = {
    "contact_centre": (
        r"sla|slas|aht|acd|ivr|csat|nps|crm|kpi|kpis|rma|rpc|fcr|wfm|tat|sop|sops|l1 support|l2 "
        r"support|l3 support|"
        r"tier (?:one|two|three|1|2|3)(?: support| team| queue)?|second[- ]line support|"
        r"first call resolution|service level agreement|back[- ]office queue|warm transfer|"
        r"cold transfer|disposition code|wrap[- ]up code|skill group|ticketing queue|triage queue|"
        r"escalation matrix|dispo|case disposition|work order queue|swim ?lane|"
        r"root cause analysis|turnaround time"
    ),
    "telecom": (
        r"adsl|vdsl|fttc|fttp|ftth|dslam|ont|olt|pppoe|dhcp|dns|nat|vlan|qos|snr|snr margin|"
        r"attenuation|packet loss|latency|jitter|throughput|bandwidth contention|contention ratio|"
        r"line profile|dlm|porting authorisation code|imei|imsi|iccid|apn|volte|"
        r"msisdn|backhaul|firmware|provisioning|provisioned|deprovision\w*|reprovision\w*|"
        r"master socket|last mile|local loop|tie pair|exchange fault|sync rate|cpe|ssid|bssid|"
        r"gateway timeout|static ip|subnet|port forwarding|"
        r"bridge mode|number portability|gazetted|churn"
    ),
    "banking": (
        r"apr|aer|ltv|bacs|chaps|iban|swift code|kyc|aml|sca|psd2|ach|aba|mcc|avs|"
        r"3ds|"
        r"chargeback reason code|arrears bucket|amorti[sz]\w+|accrued interest|escrow|lien|"
        r"ledger balance|value date|nostro|clearing cycle|settlement cycle|interbank|settlement "
        r"window|"
        r"remittance advice|dishono[u]?red mandate|mandate reference|pre-?authori[sz]ation hold|"
        r"authori[sz]ation hold|reconcil\w+|overdraft buffer|bureau check|risk appetite|write[- "
        r"]off|"
        r"credit facility|collateral\w*|securiti[sz]\w+|debit reversal|suspense account"
    ),
    "insurance": (
        r"subrogat\w+|indemnit\w+|indemnif\w+|endorsement|underwrit\w+|loss adjuster|proximate "
        r"cause|"
        r"utmost good faith|fnol|pre-?existing exclusion|moratorium|coinsurance|co-insurance|"
        r"actuar\w+|betterment|policy rider|lapse ratio|cession|no[- ]claims protection clause|"
        r"deductible|formulary|eob|prior authori[sz]ation|in[- ]network|out[- ]of[- ]network|"
        r"adjudicat\w+|peril|waiver of premium|surrender value|cooling[- ]off clause|material fact"
    ),
    "it": (
        r"api|sdk|ssl|tls|sso|oauth|ldap|vpn tunnel|cache invalidation|cookies policy|sql|json|xml|"
        r"http \d{3}|stack trace|dll|registry key|bios|uefi|kernel|regression|hotfix|"
        r"rollback|backend|frontend|middleware|load balancer|cdn|batch job|cron|"
        r"overnight batch|batch run|sync error|data migration|legacy system|legacy platform|"
        r"authentication token|session token|token expired|two[- ]factor authentication|2fa|mfa|"
        r"otp|"
        r"ip address|null value|propagat\w+|instance|deployment|patch cycle|whitelist\w*|"
        r"dmarc|smtp|imap|pop3|flush the dns|power cycle|hard reset the \w+|ticket queue|"
        r"reindex\w*|escalated to dev|sprint|backlog item|jira"
    ),
    "energy_and_trade": (
        r"mpan|mprn|kva|dno|estimated annual consumption|standing order charge code|"
        r"unbilled consumption|meter exchange job|deemed contract|objection window|"
        r"wip|grn|moq|proforma|pro forma|backorder(?:ed)?|consignment|manifest(?:ed)?|incoterms|"
        r"ddp|"
        r"cmr|last[- ]mile carrier|hub scan|rts|return to sender status|poa|pod|bol|"
        r"sku|skus|vat threshold|t's and c's|t&c|t&cs|pro[- ]?rata(?:ed)?|in arrears billing|"
        r"billing cycle proration|proration|pre-?empt\w* notice"
    ),
    "bureaucratic": (
        r"pursuant|heretofore|herein|hereby|aforementioned|aforesaid|notwithstanding|"
        r"non-?compliance|remediat\w+|remit(?:ted|tance)?|liais(?:e|ing)|"
        r"utili[sz]\w+|mitigat\w+|operationali[sz]\w+|"
        r"leverag(?:e|ing)|stakeholders?|deliverables?|touch ?base|action (?:it|that) offline|"
        r"as per process|as per protocol|as per guidelines|adhere to|verbatim clause|"
        r"discretionary|ex gratia|gratis|without prejudice|force majeure|pro tem|inter alia|"
        r"statutory instrument|limitation period|ombuds scheme referral|deadlock letter"
    ),
}
# Somewhat: many callers know these; alone they are a weak candidate.
MILD: Final = (
    r"endorsement|instance|deployment|regression|firmware|two[- ]factor authentication|"
    r"otp|2fa|consignment|bandwidth|utili[sz]\w+|remittance|remit(?:ted)?|deductible|latency|apr|"
    r"manifest(?:ed)?|adhere to|poa|pod|deployment|dns|otps|sprint|churn|peril|instance|rollback|"
    r"discretionary|static ip|api|wip|tat|nat|sca|ont|rts|backorder(?:ed)?|stakeholders?"
)
