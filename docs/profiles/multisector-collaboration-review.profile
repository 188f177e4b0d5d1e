# The profile of the review that the shipped evidence graph was read from.
# docs/review-profiles.md says what each statement means.

language: cy
title: Cydweithrediad amlsector i wella lles cymunedol: adolygiad o dystiolaeth cyn-bandemig
published: 2023
style: author-year
page-break: leading-space
headings: listed
running-head: Cydweithrediad amlsector i wella lles cymunedol: adolygiad o dystiolaeth cyn-bandemig

# Works that are called in the graph as here.
study chex-2012: Community Health Exchange, 2012
study phe-nhse-2015: PHE & NHSE, 2015
study lga-2022: Cymdeithas Llywodraeth Leol, 2022
study locality-ptc-2022: Locality & Power to Change, 2022
study nef-pht-2022: New Economics Foundation & People's Health Trust, 2022
study pht-etal-2020: People's Health Trust et al., 2020
study fcdl-2009: Federation for Community Development Learning, 2009

section introduction: Cyflwyniad
    en: Introduction
section definitions: Diffiniadau
    en: Definitions
    holds: screening
section findings: Canfyddiadau
    en: Findings
section factors: Ffactorau sy'n cefnogi cydweithredu amlsector
    en: Factors that support multisector collaboration
factor F1: Ansawdd perthnasoedd presennol
    en: Quality of existing relationships
    cy: Ansawdd perthnasoedd presennol
factor F2: Sefydlu neu adeiladu ar bartneriaethau a rhwydweithiau presennol
    en: Establishing or building on existing partnerships and networks
    cy: Sefydlu neu adeiladu ar bartneriaethau a rhwydweithiau presennol
factor F3: Camau i hybu a chefnogi perthnasoedd da
    en: Actions to promote and support good relationships
    cy: Camau i hybu a chefnogi perthnasoedd da
factor F4: Adeiladu ymddiriedaeth yn fwriadol
    en: Deliberately building trust
    cy: Adeiladu ymddiriedaeth yn fwriadol
factor F5: Cefnogaeth, hyfforddiant a meithrin gallu
    en: Support, training and capacity building
    cy: Cefnogaeth, hyfforddiant a meithrin gallu
factor F6: Diwylliant, agweddau ac arferion sefydliadol
    en: Organisational culture, attitudes and practices
    cy: Diwylliant, agweddau ac arferion sefydliadol
factor F7: Buddsoddi mewn seilwaith a chynllunio ar gyfer cyflawni
    en: Investing in infrastructure and planning for delivery
    cy: Buddsoddi mewn seilwaith a chynllunio ar gyfer cyflawni
factor F8: Eglurder a thryloywder ynghylch disgwyliadau a chynlluniau
    en: Clarity and transparency about expectations and plans
    cy: Eglurder a thryloywder ynghylch disgwyliadau a chynlluniau
factor F9: Gwneud penderfyniadau ar y cyd
    en: Making decisions together
    cy: Gwneud penderfyniadau ar y cyd
factor F10: Dull hirdymor
    en: Long-term approach
    cy: Dull hirdymor
section MI: Modelau cydweithredu sy'n cefnogi gweithredu cymunedol
    en: Models of collaboration that support community action
category strengthening-communities: Cryfhau cymunedau
    en: Strengthening communities
    cy: Cryfhau cymunedau
category collaborations-partnerships: Cydweithrediadau a phartneriaethau
    en: Collaborations and partnerships
    cy: Cydweithrediadau a phartneriaethau
category volunteer-peer-roles: Rolau gwirfoddolwyr a chymheiriaid
    en: Volunteer and peer roles
    cy: Rolau gwirfoddolwyr a chymheiriaid
category access-community-resources: Mynediad at adnoddau cymunedol
    en: Access to community resources
    cy: Mynediad at adnoddau cymunedol
model abcd in strengthening-communities: Datblygu Cymunedol ar Sail Asedau
    en: Asset-based community development (ABCD)
    cy: Datblygu Cymunedol ar Sail Asedau
model community-development in strengthening-communities: Datblygu cymunedol
    en: Community development
    cy: Datblygu cymunedol
model community-organisers in strengthening-communities: Trefnwyr cymunedol
    en: Community organisers
    cy: Trefnwyr cymunedol
model connected-communities in strengthening-communities: Cymunedau Cysylltiedig
    en: Connected communities
    cy: Cymunedau Cysylltiedig
model direct-funding in strengthening-communities: Cyllid uniongyrchol i gefnogi gweithredu a arweinir gan breswylwyr
    en: Direct funding for resident-led action (e.g. Big Local)
    cy: Cyllid uniongyrchol i gefnogi gweithredu a arweinir gan breswylwyr
model neighbourhood-networks in strengthening-communities: Rhwydweithiau cymdogaethau
    en: Neighbourhood networks
    cy: Rhwydweithiau cymdogaethau
model champions in volunteer-peer-roles: Hyrwyddwyr iechyd neu gymunedol
    en: Health or community champions
    cy: Hyrwyddwyr iechyd neu gymunedol
model neighbourhood-regeneration-design in collaborations-partnerships: Adfywio/dylunio cymdogaethau
    en: Neighbourhood regeneration / design
    cy: Adfywio/dylunio cymdogaethau
model participatory-budgeting in collaborations-partnerships: Cyllidebu cyfranogol
    en: Participatory budgeting
    cy: Cyllidebu cyfranogol
model community-planning-design in collaborations-partnerships: Cynllunio/dylunio cymunedol ar lefel leol
    en: Community planning / design at local level
    cy: Cynllunio/dylunio cymunedol ar lefel leol
model community-asset-transfer in collaborations-partnerships: Trosglwyddo asedau cymunedol
    en: Community asset transfer (including parks foundations)
    cy: Trosglwyddo asedau cymunedol (gan gynnwys sefydliadau parciau)
model community-hubs-anchors in access-community-resources: Hybiau/angorau cymunedol
    en: Community hubs / anchors
    cy: Hybiau/angorau cymunedol
model time-banks in access-community-resources: Mae Banciau Amser
    en: Time banks
    cy: Banciau Amser
    also-in: strengthening-communities
model local-area-coordination in access-community-resources: Cydlynu ardaloedd lleol
    en: Local area coordination
    cy: Cydlynu ardaloedd lleol
section conclusion: Casgliad
    en: Conclusion
section appendix-a: Atodiad A: Dulliau adolygu
    en: Appendix A: review methods
section questions: Cwestiynau adolygu
    en: Review questions
    level: 2
section inclusion: Meini prawf cynnwys
    en: Inclusion criteria
    level: 2
section exclusion: Meini prawf hepgor
    en: Exclusion criteria
    level: 2
section selection: Dewis astudiaethau
    en: Study selection
    level: 2
section extraction: Echdynnu data
    en: Data extraction
    level: 2
section synthesis: Syntheseiddio data
    en: Data synthesis
    level: 2
section search: Strategaeth chwilio fanwl
    en: Detailed search strategy
    level: 2
    holds: search
section databases: Cronfeydd data
    en: Databases
    level: 2
    holds: databases
section appendix-b: Atodiad B: Gwefannau sefydliadau a chwiliwyd
    en: Appendix B: organisations' websites searched
section authors: Awduron yr adroddiad
    en: Authors of the report
