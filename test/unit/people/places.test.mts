import { city } from '../../../nodes/MetaAudiences/people/normalise/city.ts';
import { country } from '../../../nodes/MetaAudiences/people/normalise/country.ts';
import { state } from '../../../nodes/MetaAudiences/people/normalise/state.ts';
import { zip } from '../../../nodes/MetaAudiences/people/normalise/zip.ts';

describe('COUNTRY', () => {
	it.each([
		[
			'gb',
			'UK uk GB GBR U.K. England ENG Scotland Wales Wielka_Brytania Großbritannien Grande_Bretagne Great_Britain Northern_Ireland United_Kingdom Royaume-Uni Reino_Unido Regno_Unito Verenigd_Koninkrijk Vereinigtes_Königreich Britain EN',
		],
		[
			'us',
			'US us USA U.S.A. U.S. United_States United_States_of_America Vereinigte_Staaten États-Unis Etats_Unis Estados_Unidos Stati_Uniti Verenigde_Staten Stany_Zjednoczone EE._UU. EUA America',
		],
		[
			'de',
			'DE Deutschland Germany GER DEU BRD Allemagne Alemania Germania Duitsland Niemcy Alemanha Tyskland Saksa Almanya ドイツ Германия',
		],
		['at', 'AT Österreich Oesterreich Austria AUT Autriche Oostenrijk Áustria Itävalta'],
		['ch', 'CH Schweiz Switzerland Suisse Svizzera Suiza CHE SUI Zwitserland Szwajcaria Suíça'],
		['fr', 'FR France FRA Frankreich Francia Frankrijk Francja França'],
		['es', 'ES España Espana Spain ESP Spanien Espagne Spagna Spanje Hiszpania Espanha'],
		['it', 'IT Italia Italy ITA Italien Italie Włochy Itália'],
		[
			'nl',
			'NL Nederland Netherlands The_Netherlands Holland NLD NED Niederlande Pays-Bas Países_Bajos Paesi_Bassi Holandia',
		],
		['pl', 'PL Polska Poland POL Polen Pologne Polonia'],
		['pt', 'PT Portugal PRT POR Portogallo Portugalia'],
		['be', 'BE Belgium Belgien Belgique België Bélgica Belgio BEL'],
		['dk', 'DK Denmark Dänemark Danmark DNK DEN'],
		['se', 'SE Sweden Schweden Sverige SWE'],
		['no', 'NO Norway Norwegen Norge NOR'],
		['ie', 'IE Ireland Irland Irlande Irlanda Irlandia Éire IRL'],
		['gr', 'GR Greece EL Griechenland GRC GRE Ελλάδα'],
		['cz', 'CZ Czechia Czech_Republic Tschechien Česko CZE'],
		['tr', 'TR Turkey Türkiye Türkei TUR Turkiye'],
		['jp', 'JP Japan 日本 JPN'],
		['cn', 'CN China 中国 CHN'],
		['kr', 'KR South_Korea Korea 대한민국 KOR'],
		['ru', 'RU Russia Россия Russian_Federation RUS'],
		['br', 'BR Brazil Brasil Brasilien BRA'],
		['mx', 'MX Mexico México Mexiko MEX'],
		['in', 'IN India Indien IND Inde'],
		['ci', 'CI Côte_d’Ivoire COTE_D_IVOIRE Ivory_Coast CIV'],
		['ae', 'AE UAE United_Arab_Emirates ARE'],
		['za', 'ZA South_Africa Südafrika ZAF'],
		['hr', 'HR Croatia Kroatien HRV CRO'],
		['cd', 'CD COD DRC'],
		['cg', 'CG COG'],
		['do', 'DO Dominican_Republic DOM'],
		['dm', 'DM Dominica DMA'],
		['ne', 'NE Niger NER'],
		['ng', 'NG Nigeria NGA'],
		['au', 'AU Australia Australien AUS'],
		['nz', 'NZ New_Zealand NZL'],
		['hk', 'HK Hong_Kong HKG'],
		['ge', 'GE Georgia GEO'],
		['xk', 'Kosovo XKX'],
	])('%s', (code, names) => {
		for (const name of names.split(' ')) expect([name, country(name.replaceAll('_', ' '))]).toEqual([name, code]);
	});

	it.each(['xx', 'zz', 'Atlantis', 'Europe', 'EU', '49', 'Bayern', 'n.a.', 'unitedstat', '-', 'Osterrei', '??'])(
		'%s is refused, never shortened',
		(name) => {
			expect(country(name)).toEqual({ refused: 'is not a country’s name or code' });
		},
	);
});

describe('ST', () => {
	it.each([
		['California', 'us', 'ca'],
		['CALIFORNIA', 'us', 'ca'],
		['ca', 'us', 'ca'],
		['New York', 'us', 'ny'],
		['newyork', 'us', 'ny'],
		['N.Y.', 'us', 'ny'],
		['West Virginia', 'us', 'wv'],
		['Virginia', 'us', 'va'],
		['Washington', 'us', 'wa'],
		['Washington DC', 'us', 'dc'],
		['Washington, D.C.', 'us', 'dc'],
		['D.C.', 'us', 'dc'],
		['District of Columbia', 'us', 'dc'],
		['Puerto Rico', 'us', 'pr'],
		['State of Texas', 'us', 'tx'],
		['Hawaii', 'us', 'hi'],
		['Hawaiʻi', 'us', 'hi'],
		['North Carolina', 'us', 'nc'],
		['Kansas', 'us', 'ks'],
		['Arkansas', 'us', 'ar'],
		['TX ', 'us', 'tx'],
		['Georgia', 'us', 'ga'],
		['Texas', '', 'tx'],
		['TX', '', 'tx'],
		['Ontario', 'ca', 'on'],
		['Québec', 'ca', 'qc'],
		['Quebec', 'ca', 'qc'],
		['PQ', 'ca', 'qc'],
		['British Columbia', 'ca', 'bc'],
		['Colombie-Britannique', 'ca', 'bc'],
		['Newfoundland and Labrador', 'ca', 'nl'],
		['Terre-Neuve-et-Labrador', 'ca', 'nl'],
		['Île-du-Prince-Édouard', 'ca', 'pe'],
		['Nova Scotia', 'ca', 'ns'],
		['Yukon', 'ca', 'yt'],
		['Ontario', '', 'on'],
		['Nouveau-Brunswick', 'ca', 'nb'],
		['Bayern', 'de', 'bayern'],
		['Bavaria', 'de', 'bavaria'],
		['Nordrhein-Westfalen', 'de', 'nordrheinwestfalen'],
		['NRW', 'de', 'nrw'],
		['New South Wales', 'au', 'newsouthwales'],
		['NSW', 'au', 'nsw'],
		['Île-de-France', 'fr', 'îledefrance'],
		['Cataluña', 'es', 'cataluña'],
		['Zürich', 'ch', 'zürich'],
		['東京都', 'jp', '東京都'],
		['Bayern', '', 'bayern'],
		['CA', 'it', 'ca'],
		['Washington', 'gb', 'washington'],
		['California', 'mx', 'california'],
		['Baja California', 'mx', 'bajacalifornia'],
		['Atlantis', 'us', 'atlantis'],
		['Provincia di Roma', 'it', 'provinciadiroma'],
		['Region 10', 'ph', 'region10'],
	])('%s in “%s” → %s', (name, home, expected) => expect(state(name, home)).toBe(expected));
});

it.each(['disabled', 'Enabled', 'invited', 'declined', 'active'])('the state of an account, %s, is no region', (name) =>
	expect(state(name, '')).toBe(''),
);

describe('CT', () => {
	it.each([
		['New York', 'newyork'],
		['NEW YORK', 'newyork'],
		['St. Louis', 'stlouis'],
		["Coeur d'Alene", 'coeurdalene'],
		['Stoke-on-Trent', 'stokeontrent'],
		['London', 'london'],
		['  Paris  ', 'paris'],
		['Paris 16', 'paris'],
		['São Paulo', 'sopaulo'],
		['München', 'mnchen'],
		['Kraków', 'krakw'],
		['Frankfurt (Main)', 'frankfurtmain'],
		['東京', ''],
		['Москва', ''],
		['12345', ''],
		['', ''],
		['Washington, D.C.', 'washingtondc'],
	])('%s → %s', (name, expected) => expect(city(name)).toBe(expected));
});

describe('ZIP', () => {
	it.each([
		['94035', 'us', '94035'],
		['94035-1234', 'us', '94035'],
		['940351234', 'us', '94035'],
		['94035 1234', 'us', '94035'],
		['2139', 'us', '02139'],
		['501', 'us', '00501'],
		['02139', 'us', '02139'],
		['94035-1234', '', '94035'],
		['SW1A 1AA', 'gb', 'sw1a1aa'],
		['M1 1AE', 'gb', 'm11ae'],
		['m11ae', 'gb', 'm11ae'],
		['EC1A 1BB', 'gb', 'ec1a1bb'],
		['00-950', 'pl', '00950'],
		['1234-567', 'pt', '1234567'],
		['4000-123', 'pt', '4000123'],
		['100-0001', 'jp', '1000001'],
		['00–950', 'pl', '00950'],
		['01310-100', 'br', '01310100'],
		['K1A 0B1', 'ca', 'k1a0b1'],
		['1012 AB', 'nl', '1012ab'],
		['10115', 'de', '10115'],
		['01067', 'de', '01067'],
		['1010', 'at', '1010'],
		['75008', 'fr', '75008'],
		['1987', 'au', '1987'],
		['110 00', 'cz', '11000'],
		['D02 AF30', 'ie', 'd02af30'],
		['940351234', '', '940351234'],
		['LV-1010', 'lv', 'lv1010'],
		['2139', 'au', '2139'],
		['123456', 'in', '123456'],
	])('%s in “%s” → %s', (code, home, expected) => expect(zip(code, home)).toBe(expected));
});
