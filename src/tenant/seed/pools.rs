//! What the synthetic directory is drawn from; the order of every list is part of the result.
//!
//! Written for this directory: common names of many languages, made-up companies, the reserved
//! domain `.example` (RFC 2606).

/// Given names, separated by commas.
pub(super) const GIVEN: &str = "\
     Ada,Aisha,Alan,Alejandro,Alice,Amara,Ana,Anders,Andrea,Anna,Antonio,Asa,Åsa,Astrid,Ben,\
     Bettina,Bilal,Björn,Camille,Carla,Carlos,Catherine,Chen,Chiara,Chloé,Christian,Daniel,David,\
     Diana,Dmitri,Eero,Elena,Eli,Elif,Emil,Emma,Enrique,Erik,Eva,Fatima,Felix,Fiona,Francesca,\
     Frank,Gabriel,Giulia,Grace,Greta,Hana,Hannah,Hans,Hiro,Hugo,Ian,Ines,Ingrid,Isabel,Ivan,\
     Jack,Jakub,James,Jana,Javier,Jin,Joanna,Johan,John,José,Julia,Kamal,Karin,Karl,Katarzyna,\
     Kenji,Klara,Lars,Laura,Leila,Liam,Lina,Lucas,Łukasz,Magnus,Malik,Marco,Maria,Marta,Martin,\
     Mateo,Maya,Mehmet,Michael,Mina,Mohamed,Nadia,Naomi,Nikolai,Nina,Noah,Olga,Oliver,Omar,Oscar,\
     Paula,Pedro,Peter,Petra,Priya,Quentin,Rachel,Rafael,Ravi,Renata,Robert,Rosa,Ruth,Sakura,\
     Samuel,Sara,Sean,Sofia,Stefan,Sven,Tariq,Thomas,Tomás,Ulrike,Valentina,Victor,Wanda,Wei,\
     William,Xin,Yara,Yusuf,Zoë";

/// Surnames.
pub(super) const SURNAMES: &str = "\
     Abbott,Abe,Acosta,Adams,Ahmed,Alvarez,Andersen,Anderson,Andersson,Arslan,Baker,Banerjee,\
     Barros,Bauer,Becker,Bennett,Berg,Bianchi,Blanc,Bondarenko,Brown,Bryant,Campbell,Carlsson,\
     Carter,Castro,Chavez,Chen,Clark,Cohen,Cole,Conti,Cooper,Costa,Cruz,Dahl,Das,Davies,Delgado,\
     Demir,Diaz,Dubois,Duran,Edwards,Eriksson,Esposito,Evans,Farouk,Fernandez,Ferrari,Fischer,\
     Fontaine,Foster,Fournier,Friedman,Fujita,Garcia,Gomez,Gonzalez,Green,Gupta,Gustafsson,Haas,\
     Hall,Hansen,Harris,Hassan,Hernandez,Hoffmann,Holm,Hughes,Ibrahim,Ito,Ivanov,Jackson,Jansen,\
     Jensen,Johansson,Johnson,Jones,Kaya,Keller,Kelly,Khan,Kim,King,Klein,Kowalski,Kumar,Larsson,\
     Laurent,Lee,Lehmann,Leroy,Li,Lindberg,Lindqvist,Lopez,Lund,Madsen,Maier,Marino,Martin,\
     Martinez,Mazur,Mehta,Mendes,Meyer,Miller,Mitchell,Moore,Morales,Moreau,Moretti,Morgan,\
     Müller,Murphy,Nakamura,Navarro,Nguyễn,Nielsen,Nilsson,Novak,Nowak,O'Brien,Okafor,Oliveira,\
     Olsen,Ortiz,Öztürk,Park,Patel,Pereira,Perez,Peterson,Petrov,Phillips,Popov,Quinn,Ramirez,\
     Rao,Reyes,Ricci,Richter,Rivera,Roberts,Rodriguez,Romano,Rossi,Roux,Russo,Ryan,Sánchez,\
     Santos,Sato,Schmidt,Schneider,Schulz,Shah,Sharma,Silva,Singh,Smith,Sørensen,Stewart,Suzuki,\
     Svensson,Takahashi,Tanaka,Taylor,Thompson,Torres,Turner,van Dijk,Vargas,Vogel,Wagner,Walker,\
     Wang,Weber,White,Wilson,Wójcik,Wolf,Wright,Yamamoto,Yilmaz,Young,Zhang,Zimmermann";

/// Departments.
pub(super) const DEPARTMENTS: &str = "\
     Sales,Engineering,Customer Support,Operations,Finance,Marketing,Human Resources,IT,Research,\
     Legal,Procurement,Logistics,Manufacturing,Quality,Facilities,Security,Product,Design,\
     Data Science,Internal Audit,Corporate Communications,Business Development,Field Service,\
     Training,Payroll,Treasury,Tax,Compliance,Real Estate,Supply Chain,Warehouse,Retail,\
     E-Commerce,Public Affairs,Investor Relations,Strategy,Executive Office,Health and Safety,\
     Sustainability,Medical Affairs";

/// What people do; a level stands before it in the job title.
pub(super) const ROLES: &str = "\
     Account Executive,Accountant,Administrator,Analyst,Architect,Auditor,Automation Engineer,\
     Business Partner,Buyer,Cloud Engineer,Consultant,Controller,Coordinator,Counsel,\
     Customer Advisor,Data Engineer,Data Scientist,Database Administrator,Designer,Developer,\
     DevOps Engineer,Electrical Engineer,Engagement Manager,Field Engineer,Financial Analyst,\
     Game Designer,Hardware Engineer,HR Specialist,Incident Manager,Information Officer,\
     Infrastructure Engineer,Lawyer,Logistics Planner,Maintenance Technician,\
     Marketing Specialist,Mechanical Engineer,Network Engineer,Nurse,Office Manager,Operator,\
     Payroll Specialist,Planner,Process Engineer,Product Manager,Product Owner,Program Manager,\
     Project Manager,Quality Inspector,Recruiter,Researcher,Sales Manager,Security Engineer,\
     Service Desk Agent,Software Engineer,Store Manager,Support Engineer,Systems Engineer,\
     Technical Writer,Trainer,Warehouse Associate";

/// Streets.
pub(super) const STREETS: &str = "\
     High Street,Main Street,Station Road,Park Avenue,Church Lane,Mill Road,King Street,\
     Queen Street,Market Square,Harbour Road,Industrial Way,River Street";

/// Companies.
pub(super) const COMPANIES: &str = "\
     Contoso Ltd,Contoso Manufacturing,Contoso Retail,Fabrikam Inc,Fabrikam Services,\
     Northwind Traders,Adventure Works,Litware,Proseware,Tailspin Toys,Wingtip,Woodgrove Bank";

/// Levels; the first is none.
pub(super) const LEVELS: &str = "\
     ,Junior,Senior,Lead,Principal,Associate,Assistant,Head of,Intern,Chief";

/// Domains of the tenant.
pub(super) const DOMAINS: &str = "\
     contoso.example,fabrikam.example,northwind.example,litware.example,proseware.example,\
     woodgrove.example";

/// Employee types.
pub(super) const EMPLOYEE_TYPES: &str = "\
     Employee,Contractor,Consultant,Vendor,Intern";

/// Products, by short names of our own.
pub(super) const SKUS: &str = "\
     E5,E3,E1,F3,F1,BUSINESS_PREMIUM,EMS_E5,EMS_E3,ENTRA_P1,ENTRA_P2,POWER_BI_PRO,PROJECT_P3,\
     VISIO_P2,COPILOT,TEAMS_ROOMS,DEFENDER_P2";

/// Places: a line per country and language, `country|usage location|language|cities`; a city is
/// followed by its state after a `/` where the two differ.
pub(super) const PLACES: &str = "\
     Sweden|SE|sv-SE|Stockholm,Gothenburg/Västra Götaland,Malmö/Skåne\n\
     Norway|NO|nb-NO|Oslo,Bergen/Vestland\n\
     Denmark|DK|da-DK|Copenhagen/Hovedstaden,Aarhus/Midtjylland\n\
     Finland|FI|fi-FI|Helsinki/Uusimaa\n\
     Germany|DE|de-DE|Berlin,Hamburg,Munich/Bavaria,Frankfurt/Hesse,Cologne/North Rhine-Westphalia,Stuttgart/Baden-Württemberg\n\
     Austria|AT|de-AT|Vienna\n\
     Switzerland|CH|de-CH|Zürich\n\
     Switzerland|CH|fr-CH|Geneva\n\
     France|FR|fr-FR|Paris/Île-de-France,Lyon/Auvergne-Rhône-Alpes,Toulouse/Occitanie,Lille/Hauts-de-France\n\
     Belgium|BE|nl-BE|Brussels,Antwerp/Flanders\n\
     Netherlands|NL|nl-NL|Amsterdam/North Holland,Rotterdam/South Holland,Utrecht\n\
     United Kingdom|GB|en-GB|London/England,Manchester/England,Leeds/England,Edinburgh/Scotland,Cardiff/Wales\n\
     Ireland|IE|en-IE|Dublin/Leinster,Cork/Munster\n\
     Spain|ES|es-ES|Madrid,Barcelona/Catalonia,Valencia,Seville/Andalusia\n\
     Portugal|PT|pt-PT|Lisbon,Porto/Norte\n\
     Italy|IT|it-IT|Rome/Lazio,Milan/Lombardy,Turin/Piedmont,Naples/Campania\n\
     Greece|GR|el-GR|Athens/Attica\n\
     Poland|PL|pl-PL|Warsaw/Masovia,Kraków/Lesser Poland,Gdańsk/Pomerania\n\
     Czechia|CZ|cs-CZ|Prague,Brno/South Moravia\n\
     Hungary|HU|hu-HU|Budapest\n\
     Romania|RO|ro-RO|Bucharest\n\
     Bulgaria|BG|bg-BG|Sofia\n\
     Türkiye|TR|tr-TR|Istanbul,Ankara\n\
     United Arab Emirates|AE|ar-AE|Dubai\n\
     Saudi Arabia|SA|ar-SA|Riyadh\n\
     Egypt|EG|ar-EG|Cairo\n\
     Kenya|KE|en-KE|Nairobi\n\
     Nigeria|NG|en-NG|Lagos\n\
     South Africa|ZA|en-ZA|Cape Town/Western Cape\n\
     India|IN|en-IN|Mumbai/Maharashtra,Bengaluru/Karnataka,Hyderabad/Telangana,Pune/Maharashtra,Delhi\n\
     Singapore|SG|en-SG|Singapore\n\
     Malaysia|MY|ms-MY|Kuala Lumpur\n\
     Indonesia|ID|id-ID|Jakarta\n\
     Philippines|PH|en-PH|Manila/Metro Manila\n\
     Thailand|TH|th-TH|Bangkok\n\
     Vietnam|VN|vi-VN|Hanoi\n\
     Japan|JP|ja-JP|Tokyo,Osaka\n\
     South Korea|KR|ko-KR|Seoul\n\
     Australia|AU|en-AU|Sydney/New South Wales,Melbourne/Victoria\n\
     New Zealand|NZ|en-NZ|Auckland\n\
     Canada|CA|en-CA|Toronto/Ontario\n\
     Canada|CA|fr-CA|Montréal/Quebec\n\
     Canada|CA|en-CA|Vancouver/British Columbia\n\
     United States|US|en-US|New York,Boston/Massachusetts,Chicago/Illinois,Dallas/Texas,Austin/Texas,Denver/Colorado,Seattle/Washington,San Francisco/California,Los Angeles/California,San Diego/California,Atlanta/Georgia,Miami/Florida,Phoenix/Arizona,Charlotte/North Carolina\n\
     Mexico|MX|es-MX|Mexico City/CDMX\n\
     Colombia|CO|es-CO|Bogotá\n\
     Peru|PE|es-PE|Lima\n\
     Chile|CL|es-CL|Santiago\n\
     Argentina|AR|es-AR|Buenos Aires\n\
     Brazil|BR|pt-BR|São Paulo";
