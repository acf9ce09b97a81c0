import { wordsIn } from '../words';
import { refuse, type NormalizedValue } from './value';
import { entryOf } from '../../../shared/record';

/** ISO 3166-1: each code of two letters with its code of three. */
const isoCodes = wordsIn(`
	ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB
	BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
	BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR
	CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK
	FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
	GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN
	ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO
	LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
	MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
	NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
	PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
	SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF
	TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY
	UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE
`).map((pair) => pair.toLowerCase());

/** Languages whose names of countries are understood; Intl brings the names. */
const LANGUAGES = wordsIn('en de fr es it nl pl pt sv da nb fi cs sk hu ro tr el ru uk ja zh ko ar he');

/** Codes and names that are in use but in no list: the United Kingdom's first of all, whose ISO code is gb. */
const alsoCalled: Readonly<Record<string, string>> = {
	ae: 'uae',
	at: 'aut oe oesterreich',
	ba: 'bosnia',
	bg: 'bul',
	ca: 'can',
	cd: 'drc congokinshasa democraticrepublicofthecongo',
	cg: 'republicofthecongo',
	ch: 'sui schweiz suisse svizzera',
	ci: 'ivorycoast',
	cz: `
		czechrepublic tschechei tschechischerepublik republiquetcheque republicacheca republicaceca
		ceskarepublika tsjechischerepubliek republikaczeska
	`,
	de: 'ger brd federalrepublicofgermany bundesrepublikdeutschland allemagne',
	dk: 'den',
	es: 'spa esp',
	gb: `
		uk en eng england scotland sco wales wal northernireland nir greatbritain britain
		unitedkingdomofgreatbritainandnorthernireland grossbritannien grandebretagne granbretana
		granbretagna grootbrittannie angleterre inglaterra inghilterra engeland anglia schottland ecosse
		escocia scozia szkocja nordirland
	`,
	gr: 'el gre hellas',
	hk: 'hongkong',
	hr: 'cro',
	ie: 'eire republicofireland',
	ir: 'iran islamicrepublicofiran',
	jp: 'jap',
	kr: 'southkorea republicofkorea korea rok',
	la: 'laos',
	mk: 'macedonia fyrom',
	mm: 'burma',
	mo: 'macau macao',
	nl: 'holland ned hollande olanda holanda holandia thenetherlands',
	ph: 'phi',
	ps: 'palestine',
	pt: 'por',
	ru: 'russianfederation russia',
	sg: 'sin',
	sy: 'syria',
	tr: 'turkey turkiye tur',
	tw: 'taiwan',
	tz: 'tanzania',
	us: `
		us usa america unitedstatesofamerica theunitedstates vereinigtestaatenvonamerika amerika
		etatsunisdamerique estadosunidosdeamerica eeuu eua statiunitidamerica statiuniti
		verenigdestatenvanamerika stanyzjednoczoneameryki stanyzjednoczone etatsunis estadosunidos
	`,
	va: 'vaticancity',
	ve: 'venezuela',
	vn: 'vietnam',
	xk: 'kosovo xkx',
	za: 'rsa',
};

/** English short names of ISO 3166 where Intl has another one: shops and CRMs list countries by them, in several orders. */
const isoNames: Readonly<Record<string, string>> = {
	bn: 'bruneidarussalam',
	bo: 'boliviaplurinationalstate plurinationalstatebolivia',
	bq: 'bonairesinteustatiussaba bonaireeustatiussaba caribbeannetherlands',
	cd: 'congodemocraticrepublic democraticrepubliccongo congokinshasa zaire',
	cf: 'centralafricanrep',
	cg: 'congo republiccongo congobrazzaville',
	cv: 'caboverde capeverde',
	do: 'dominicanrep',
	fk: 'falklandislandsmalvinas malvinas',
	fm: 'micronesiafederatedstates federatedstatesmicronesia',
	gm: 'gambia',
	hk: 'hongkongsarchina hongkongchina',
	hm: 'heardislandmcdonaldislands',
	ir: 'iranislamicrepublic',
	kp: 'koreademocraticpeoplesrepublic democraticpeoplesrepublickorea northkorea',
	kr: 'korearepublic republickorea',
	la: 'laopeoplesdemocraticrepublic laopdr',
	ly: 'libyanarabjamahiriya',
	md: 'moldovarepublic republicmoldova',
	mf: 'martinfrenchpart',
	mk: 'macedoniaformeryugoslavrepublic formeryugoslavrepublicmacedonia republicnorthmacedonia macedoniafyrom',
	mm: 'myanmar myanmarburma',
	mo: 'macaosarchina macaochina',
	nl: 'netherlandskingdom kingdomnetherlands',
	pn: 'pitcairn',
	ps: 'palestinestate statepalestine palestinianterritory palestinianterritoryoccupied occupiedpalestinianterritory palestinianterritories',
	sh: 'helenaascensiontristandacunha helena',
	st: 'saotomeprincipe',
	sx: 'sintmaartendutchpart martindutchpart maarten',
	sy: 'syrianarabrepublic',
	sz: 'swaziland kingdomeswatini',
	tf: 'frenchsouthernterritories',
	tl: 'timorleste easttimor',
	tw: 'taiwanprovincechina taiwanrepublicchina',
	tz: 'tanzaniaunitedrepublic unitedrepublictanzania',
	um: 'unitedstatesminoroutlyingislands usminoroutlyingislands',
	va: 'holyseevaticancitystate holysee vatican vaticancitystate',
	ve: 'venezuelabolivarianrepublic',
	vg: 'virginislandsbritish britishvirginislands',
	vi: 'virginislandsus usvirginislands virginislandsunitedstates',
	vn: 'vietnam socialistrepublicvietnam',
	ws: 'westernsamoa',
};

const codes = new Set(isoCodes.map((pair) => pair.slice(0, 2)));

/** Codes of the list Meta's SDK carries that are in no ISO list, or no longer; Kosovo's is in general use. */
const alsoListed = new Set(['ac', 'an', 'xk']);

/** Codes in common use for other ones. */
const usualWrong: Readonly<Record<string, string>> = { uk: 'gb', el: 'gr' };

/** A country's code of two letters as a form gives it, in lowercase; undefined when no country has it. */
export function codeOf(text: string): string | undefined {
	const code = text.toLowerCase();
	const countryMeant = entryOf(usualWrong, code) ?? code;
	return codes.has(countryMeant) || alsoListed.has(countryMeant) ? countryMeant : undefined;
}

/** Letters only, without accents: "Côte d’Ivoire" and "COTE D IVOIRE" are one. */
const bare = (text: string): string =>
	text
		.toLowerCase()
		.replace(/ß/g, 'ss')
		.normalize('NFD')
		.replace(/[^\p{L}]/gu, '');

/** Words that lists of countries have or leave out: "Bosnia and Herzegovina" is "Bosnia & Herzegovina". */
const joining = /(?:^|[^\p{L}])(?:and|the|of|und|et|e|y|i|en|och|og|ja|saint|st)(?=[^\p{L}]|$)/gu;

/** The same without the words that only join others; "Saint" and "St." are one. */
const loose = (text: string): string =>
	bare(text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/&/g, ' ').replace(joining, ' '));

/** A code in brackets behind the name, as WooCommerce writes the United States. */
const codeBehind = /\(([a-z]{2})\)\s*$/i;

let looseNames: ReadonlyMap<string, string> | undefined;

let names: ReadonlyMap<string, string> | undefined;

/** Made when the first name comes: most lists hold codes, and 25 languages take some milliseconds. */
function allNames(): ReadonlyMap<string, string> {
	const namesFound = new Map<string, string>();
	for (const [code, words] of Object.entries(alsoCalled)) {
		for (const word of wordsIn(words)) namesFound.set(word, code);
	}
	for (const pair of isoCodes) setIfNew(namesFound, pair.slice(2), pair.slice(0, 2));
	for (const language of LANGUAGES) {
		const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
		for (const code of codes) setIfNew(namesFound, bare(display.of(code.toUpperCase()) ?? ''), code);
	}
	namesFound.delete('');
	return namesFound;
}

function setIfNew(map: Map<string, string>, key: string, value: string): void {
	if (!map.has(key)) map.set(key, value);
}

function allLooseNames(): ReadonlyMap<string, string> {
	const codeOfName = new Map<string, string>();
	for (const [code, words] of Object.entries(isoNames)) for (const word of wordsIn(words)) codeOfName.set(word, code);
	for (const language of LANGUAGES) {
		const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
		for (const code of codes) setIfNew(codeOfName, loose(display.of(code.toUpperCase()) ?? ''), code);
	}
	codeOfName.delete('');
	return codeOfName;
}

/**
 * COUNTRY: the code of ISO 3166-1 with two letters, lowercase (Meta: "Customer file custom audiences"). Names in many
 * languages, codes of three letters and common wrong codes (UK, ENG, GER …) are understood. Anything else is refused,
 * for a shortened name would be another country ("Österreich" is not "st").
 */
export function country(text: string): NormalizedValue {
	const lower = text.toLowerCase();
	if (codes.has(lower)) return lower;
	names ??= allNames();
	const knownCode = names.get(bare(lower));
	if (knownCode !== undefined) return knownCode;
	const code = codeBehind.exec(lower)?.[1];
	if (code !== undefined) return codeOf(code) ?? refuse('is not a country’s name or code');
	looseNames ??= allLooseNames();
	return looseNames.get(loose(lower)) ?? refuse('is not a country’s name or code');
}
