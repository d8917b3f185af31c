"""Names, streets' postcodes and districts the made-up families are given."""

_SURNAMES = """Abbott Adams Ahmed Ali Allen Anderson Andrews Archer Armstrong Arnold Ashby Atkins Austin Bailey Baker Baldwin
Ball
Banks Barker Barnes Barrett Barton Bates Baxter Beckett Begum Bell Bennett Berry Bird Bishop Black Blake Bolton Bond Booth Bowen
Bradley Brady Bray Brennan Brooks Brown Bryant Buckley Bull Burgess Burke Burns Burton Butcher Butler Byrne Cameron Campbell
Carey Carpenter Carr Carroll Carter Cartwright Chambers Chan Chandler Chapman Charlton Chaudhry Clark Clarke Clayton Cole
Coleman
Collier Collins Connolly Connor Cook Cooper Corbett Costa Cox Craig Crawford Cross Cunningham Curtis Dale Daly Daniels Davey
Davidson Davies Davis Dawson Day Dean Dennis Dixon Dobson Doherty Donnelly Douglas Doyle Drew Duncan Dunn Dyer Eaton Edwards
Elliott Ellis Evans Farrell Faulkner Ferguson Field Finch Fisher Fitzgerald Fleming Fletcher Flynn Ford Forster Foster Fowler
Fox Francis Franklin Fraser Freeman French Frost Fuller Gallagher Gardner Garner George Gibbons Gibbs Gibson Gilbert Giles Gill
Glover Goddard Godfrey Goodwin Gordon Gould Graham Grant Gray Green Greenwood Gregory Griffiths Hale Hall Hamilton Hammond
Hancock Hanson Harding Hardy Harper Harris Harrison Hart Hartley Harvey Hawkins Hayes Haynes Heath Henderson Henry Herbert
Hewitt Hicks Higgins Hill Hilton Hodgson Holden Holland Holloway Holmes Holt Hooper Hope Hopkins Horton Houghton Howard Howarth
Howe Howell Hudson Hughes Humphreys Hunt Hunter Hussain Hutchinson Iqbal Ingram Jackson James Jarvis Jenkins Jennings John
Johnson Johnston Jones Jordan Joyce Kaur Kay Kelly Kemp Kennedy Kent Kerr Khan King Kirby Knight Knowles Kumar Lacey Lamb
Lambert Lane Law Lawrence Lawson Leach Lee Leonard Lewis Little Lloyd Long Lord Lowe Lucas Lynch MacDonald Malik Mann Manning
Marsden Marsh Marshall Martin Mason Matthews May McCarthy McDonald McGrath McKenna McLean Mellor Metcalfe Miah Miles Miller
Mills Mitchell Moore Moran Morgan Morley Morris Morrison Morton Moss Murphy Murray Myers Nash Nelson Newman Newton Nicholls
Nolan Norman Norris North Norton Nowak O'Brien O'Connor O'Neill Oliver Osborne Owen Page Palmer Parker Parkin Parry Parsons
Patel
Patterson Payne Peacock Pearce Pearson Perkins Perry Peters Phillips Pickering Pollard Poole Pope Porter Potter Powell Power
Pratt Preston Price Pritchard Quinn Rahman Randall Read Reed Rees Reid Reynolds Rhodes Rice Richards Richardson Riley Roberts
Robertson Robinson Robson Rogers Rose Ross Rowe Rowley Russell Ryan Sanders Saunders Savage Schofield Scott Shah Sharp Shaw
Shepherd Short Simmons Simpson Sims Sinclair Singh Skinner Slater Smart Smith Spencer Stanley Steele Stephens Stevens Stewart
Stokes Stone Sullivan Summers Sutton Swift Sykes Tait Tanner Taylor Thomas Thompson Thomson Thornton Todd Tomlinson Townsend
Tucker Turner Tyler Vaughan Vincent Wade Walker Wall Wallace Wallis Walsh Walters Walton Ward Warner Warren Waters Watkins
Watson Watts Webb Webster Welch Wells West Weston Wheeler White Whitehead Whittaker Wilkins Wilkinson Williams Williamson Willis
Wilson Winter Wong Wood Woods Woodward Wright Wyatt Yates Young"""
_BOYS = """Aaron Adam Aidan Alex Alfie Andrew Archie Arthur Ashton Ben Benjamin Billy Blake Bobby Bradley Brandon Caleb Callum
Cameron Charlie Christopher Connor Daniel David Dexter Dominic Dylan Edward Elijah Elliot Ethan Evan Ewan Felix Finley Frankie
Frederick Gabriel George Harley Harrison Harry Harvey Hayden Henry Hugo Isaac Jack Jacob Jake James Jamie Jason Jayden Joe Joel
John Jordan Joseph Joshua Jude Kai Kian Kieran Kyle Leo Leon Lewis Liam Logan Louie Louis Luca Lucas Luke Mason Matthew Max
Michael
Mohammed Morgan Nathan Noah Oliver Oscar Owen Patrick Paul Peter Ralph Reece Reuben Rhys Riley Robert Ronnie Rory Rowan Ryan Sam
Samuel Sebastian Sean Stanley Stephen Taylor Teddy Theo Thomas Toby Tom Tommy Tyler Umar William Yusuf Zac Zachary"""
_GIRLS = """Abigail Alice Alisha Amber Amelia Amelie Amy Anna Annabelle Ava Bella Beth Bethany Brooke Caitlin Charlotte Chloe
Courtney Daisy Darcy Eleanor Elise Eliza Elizabeth Ella Ellie Eloise Elsie Emilia Emily Emma Erin Esme Eva Eve Evelyn Evie Faith
Fatima Florence Freya Georgia Georgina Grace Gracie Hannah Harriet Heidi Hollie Holly Imogen Iris Isabel Isabella Isla Ivy Jade
Jasmine Jennifer Jessica Julia Kate Katie Kayla Keira Kiera Lacey Laura Lauren Layla Leah Lexi Libby Lilly Lily Lola Lottie Lucy
Lydia Madison Maisie Maria Martha Maryam Matilda Maya Megan Mia Millie Molly Morgan Naomi Natasha Niamh Nicole Olivia Orla Paige
Phoebe Poppy Rachel Rebecca Robyn Rose Rosie Ruby Sadie Samantha Sara Sarah Scarlett Shannon Sienna Skye Sofia Sophia Sophie
Summer Tabitha Tia Tilly Victoria Violet Willow Yasmin Zara Zoe"""
_UNACCOMPANIED = """Abdi Abel Abraham Ahmad Aman Amanuel Amir Aster Bashir Berhane Daud Dawit Elham Ermias Essa Farhad Filmon
Ghulam Habib Hamid Hassan Idris Ismail Jamal Kamran Karim Kidane Mebrahtu Merhawi Mustafa Nahom Najib Osman Petros Qasim Rahim
Samuel Selam Senait Tesfay Tewelde Wahid Yasin Yonas Zekarias Ziad"""
_UNACCOMPANIED_SURNAMES = """Abraha Afewerki Ahmadi Alizai Amiri Barakzai Berhe Desta Duong Gebre Gebremedhin Ghebre Habte
Haidari Haile Hassani Hoxha Ibrahim Isaak Karimi Kidane Mehari Mohammadi Nguyen Noori Omar Osman Popal Rahimi Safi Saleh
Shinwari
Stanikzai Tekle Teklu Tesfai Tran Wardak Woldu Yusufzai Zadran Zemichael"""

SURNAMES, BOYS, GIRLS = _SURNAMES.split(), _BOYS.split(), _GIRLS.split()
UNACCOMPANIED_FORENAMES, UNACCOMPANIED_SURNAMES = _UNACCOMPANIED.split(), _UNACCOMPANIED_SURNAMES.split()

POSTCODE_DISTRICTS: dict[str, tuple[float, tuple[str, ...]]] = {
    # district of data/reference/areas.csv: its share of the county's children, its postcode districts
    "Elmbridge": (0.125, ("KT8", "KT10", "KT11", "KT12", "KT13")),
    "Epsom and Ewell": (0.07, ("KT17", "KT18", "KT19")),
    "Spelthorne": (0.085, ("TW15", "TW16", "TW17", "TW18")),
    "Runnymede": (0.07, ("TW20", "KT15", "KT16")),
    "Surrey Heath": (0.075, ("GU15", "GU16", "GU18", "GU19", "GU20")),
    "Woking": (0.09, ("GU21", "GU22")),
    "Mole Valley": (0.07, ("RH4", "RH5", "KT22", "KT23")),
    "Reigate and Banstead": (0.125, ("RH1", "RH2", "KT20", "SM7")),
    "Tandridge": (0.075, ("RH7", "RH8", "CR3", "CR6")),
    "Guildford": (0.12, ("GU1", "GU2", "GU3", "GU4", "GU5", "GU12")),
    "Waverley": (0.105, ("GU6", "GU7", "GU8", "GU9", "GU10", "GU27")),
}
FAR_POSTCODES = ("BN2", "CT9", "ME4", "PO9", "SO16", "OX4", "RG2", "SL1", "CR0", "SE25", "TN23", "MK6", "NN1", "B30", "M14",
                 "NE4")
OTHER_AUTHORITIES = {"306": "Croydon", "314": "Kingston upon Thames", "318": "Richmond upon Thames", "886": "Kent",
                     "850": "Hampshire", "938": "West Sussex", "845": "East Sussex", "208": "Lambeth", "212": "Wandsworth",
                     "846": "Brighton and Hove", "870": "Reading", "931": "Oxfordshire", "315": "Merton", "319": "Sutton"}
"""Authorities that place children in the county, or that its own children are placed in: DfE number, name."""
