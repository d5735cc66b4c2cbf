"""QuickBooks, Xero, Odoo and Sage: customers."""

from typing import Final

from pipelines.readers.tabular.known.base import Known

QUICKBOOKS: Final = Known(
    name="QuickBooks customers",
    table="customers",
    columns={
        "customer_id": "customer id|customer number|account no",
        "name": "customer full name|customer|display name|full name|name",
        "country": "billing country|country|bill country",
        "parent_id": "parent customer|parent|sub customer of",
        "aliases": "company|company name|print on check as|print on check name",
        "email": "email|main email|e mail",
        "credit_limit": "credit limit",
    },
    needs=("name",),
    marks=(
        "customer full name|billing country|print on check as|main email|main phone|open balance total|"
        "billing street|bill addr"
    ),
    passed_over=(
        "phone numbers|phone|main phone|billing street|billing city|billing state|billing zip|terms|customer type|"
        "open balance total|balance|balance total|attachments|notes|tax resale no|currency|bill to 1|bill to 2|"
        "shipping street|shipping city|shipping state|shipping country|shipping zip|payment method|delivery method"
    ),
)

XERO: Final = Known(
    name="Xero contacts",
    table="customers",
    columns={
        "customer_id": "accountnumber|account number",
        "name": "contactname|contact name|name",
        "country": "pocountry|sacountry|country",
        "aliases": "legalname|legal name",
        "bank_accounts": "bankaccountnumber|bank account number",
        "email": "emailaddress|email address|email",
        "credit_limit": "creditlimitamount|credit limit amount",
    },
    needs=("name",),
    marks="contactname|emailaddress|pocountry|bankaccountnumber|poaddressline1|accountnumber",
    passed_over=(
        "firstname|lastname|poattentionto|poaddressline1|poaddressline2|poaddressline3|poaddressline4|pocity|"
        "poregion|popostalcode|saattentionto|saaddressline1|saaddressline2|saaddressline3|saaddressline4|sacity|"
        "saregion|sapostalcode|phonenumber|faxnumber|mobilenumber|ddinumber|skypename|bankaccountname|"
        "bankaccountparticulars|taxnumber|taxnumbertype|accountsreceivabletaxcodename|"
        "accountspayabletaxcodename|website|"
        "legalname|discount|companynumber|duedatebillday|duedatebillterm|duedatesalesday|duedatesalesterm|"
        "salesaccount|purchasesaccount|trackingname1|salestrackingoption1|purchasestrackingoption1|brandingtheme|"
        "defaulttaxbills|defaulttaxsales|person1firstname|person1lastname|person1email"
    ),
)

ODOO: Final = Known(
    name="Odoo contacts",
    table="customers",
    columns={
        "customer_id": "reference|ref|internal reference",
        "entity": "company id|company company|company",
        "name": "display name|complete name|name|complete name display name",
        "country": "country id|country|country country code|country id code",
        "parent_id": "parent id|related company|parent name|related company name",
        "aliases": "commercial company name|company name|company name entity",
        "bank_accounts": "bank ids acc number|banks account number|bank ids|bank accounts",
        "email": "email|email normalized",
        "credit_limit": "credit limit",
    },
    needs=("name",),
    marks=(
        "display name|complete name|country id|parent id|related company|is company|is a company|"
        "commercial company name|vat"
    ),
    passed_over=(
        "phone|mobile|salesperson|user id|activities|city|street|zip|state|tags|category id|vat|tax id|"
        "is company|is a company|company type|customer rank|external id|id|activity ids"
    ),
)

SAGE: Final = Known(
    name="Sage customers",
    table="customers",
    columns={
        "customer_id": (
            "a c|a c ref|account ref|account reference|customer id|customerid|customerno|customer no|idcust|"
            "account number"
        ),
        "entity": "entity|entity name|company",
        "name": "account name|customer name|customername|namecust|company name|name|a c name",
        "country": "country|country code|codectry|countrycode",
        "parent_id": "parent id|parentid|parent customer|national account|idnatacct|head office account",
        "aliases": "short name|shortname|textsnam|trading name|print as|printas",
        "bank_accounts": "iban|bank account number|account no|bank account",
        "email": "e mail|email|email1|email address|emailaddress|e mail 1",
        "credit_limit": "credit limit|creditlimit|amtcrlimt",
    },
    needs=("name", "customer_id"),
    marks="a c|a c ref|account ref|account reference|customerid|customerno|idcust|namecust|national account|textsnam",
    passed_over=(
        "balance|contact name|contact|telephone|telephone number|fax|street 1|street 2|town|county|postcode|"
        "address 1|address 2|address 3|address 4|address 5|addressline1|addressline2|city|state|zipcode|"
        "terms|termscode|vat number|currency|turnover ytd|ardivisionno|status|phone1"
    ),
)
