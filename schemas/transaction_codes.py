"""What a bank's transaction code says of a line. A credit is a receipt and a debit is not AR unless it stands here.

By family of format, because banks use the same figures for different things. A code of several parts is looked up
whole, then by fewer of its parts. `[transaction_codes]` of the settings comes before all of it. Sources:
bai2     Cash Management Balance Reporting Specifications, version 2, appendix A, detail codes
camt     ISO 20022 bank transaction codes, external code sets: domain/family/sub-family
mt940    business transaction codes of the German banks (GVC), and SWIFT's identifiers in field :61:
ofx      OFX 2.2, TRNTYPE
csv      words that banks and ERP systems write, in capitals, blanks and hyphens as _
"""

PRICES = ("CHRG", "COMM", "FEES", "INTR", "TAXE")  # sub-families that every camt family has

# Credits that no customer pays: our own payments come back, own transfers, interest, securities, corrections.
NON_AR_CREDITS = {
    "bai2": (
        "123 135 145 168 171 196 202 214 224 226 232 233 234 235 236 238 240 241 242 243 244 246 247 248 249 "
        "252 254 255 257 258 261 263 266 268 274 275 276 277 278 281 286 306 331 346 347 348 349 351 354 357 "
        "358 359 395 397 398"
    ),
    "camt": (
        "PMNT/ICDT PMNT/IRCT PMNT/RDDT PMNT/ICHQ PMNT/ICCN PMNT/RCCN PMNT/RCDT/INTR PMNT/RCDT/CHRG "
        "PMNT/MCOP/INTR PMNT/MCOP/CHRG ACMT CAMT CMDT DERV FORX LDAS PMET SECU"
    ),
    "mt940": "109 159 160 181 182 183 805 806 807 808 809 814 820 833 NCHG NCOM NINT NRTI NSEC NFEX",
    "ofx": "INT DIV FEE SRVCHG",
    "csv": (
        "INTEREST DIVIDEND FEE FEES CHARGE CHARGES BANK_FEE FEE_REFUND TAX_REFUND OWN_TRANSFER "
        "INTERNAL_TRANSFER SWEEP ZBA CASH_POOL RETURN RETURNED NSF REVERSAL REJECTED"
    ),
}

# Debits that take a receipt back. In camt every debit of a family that only receives does, but for its fees.
RETURN_DEBITS = {
    "bai2": "423 468 552 555 557 558 561 566 568 694",
    "camt": "PMNT/RCDT PMNT/RRCT PMNT/IDDT PMNT/RCHQ/UPCQ PMNT/RCHQ/CQRV PMNT/DRFT/UDFT",
    "mt940": "009 108 109 181 182 183 184 NRTI",
    "ofx": "",
    "csv": (
        "RETURN RETURNED RETURNED_ITEM RETURNED_CHECK RETURNED_CHEQUE NSF REVERSAL CHARGEBACK REJECTED UNPAID BOUNCED"
    ),
}

# Debits of receiving families that are the bank's own price.
NON_AR_DEBITS = {
    "camt": " ".join(f"PMNT/{family}/{price}" for family in ("RCDT", "RRCT", "IDDT") for price in PRICES),
}
