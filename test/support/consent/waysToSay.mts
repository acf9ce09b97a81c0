/** How people and tools write a yes and a no. `isUnread`: in no table of the package, in scripts and languages that it does not know. */
export interface WayToSay {
	readonly way: string;
	readonly yes: unknown;
	readonly no: unknown;
	readonly isUnread?: true;
}

const unread = (way: string, yes: unknown, no: unknown): WayToSay => ({ way, yes, no, isUnread: true });

export const waysToSay: readonly WayToSay[] = [
	{ way: 'booleans', yes: true, no: false },
	{ way: 'booleans as text', yes: 'true', no: 'false' },
	{ way: 'capitals', yes: 'TRUE', no: 'FALSE' },
	{ way: 'bits', yes: 1, no: 0 },
	{ way: 'bits as text', yes: '1', no: '0' },
	{ way: 'bits of a table', yes: '1.0', no: '0.0' },
	unread('codes', 1, 2),
	unread('codes as text', '2', '3'),
	unread('signs', '+', '-1'),
	{ way: 'English', yes: 'yes', no: 'no' },
	{ way: 'letters', yes: 'Y', no: 'N' },
	{ way: 'German', yes: 'Ja', no: 'Nein' },
	{ way: 'French', yes: 'oui', no: 'non' },
	{ way: 'Spanish', yes: 'Sí', no: 'No' },
	{ way: 'switches', yes: 'on', no: 'off' },
	{ way: 'ticks', yes: '✓', no: '✗' },
	{ way: 'boxes', yes: '☑', no: '☐' },
	{ way: 'a cross and a blank', yes: '', no: 'x' },
	{ way: 'a blank for a no', yes: 'x', no: '' },
	{ way: 'granted', yes: 'granted', no: 'denied' },
	unread('thumbs', '👍', '👎'),
	unread('Russian', 'да', 'нет'),
	unread('Greek', 'ναι', 'όχι'),
	unread('Armenian', 'այո', 'ոչ'),
	unread('Georgian', 'კი', 'არა'),
	unread('Arabic', 'نعم', 'لا'),
	unread('Hebrew', 'כן', 'לא'),
	unread('Hindi', 'हाँ', 'नहीं'),
	unread('Sinhala', 'ඔව්', 'නැත'),
	unread('Burmese', 'ဟုတ်', 'မဟုတ်'),
	unread('Thai', 'ใช่', 'ไม่'),
	unread('Japanese', 'はい', 'いいえ'),
	unread('Chinese', '是', '否'),
	unread('Korean', '예', '아니오'),
	unread('Amharic', 'አዎ', 'አይ'),
	unread('Croatian', 'da', 'ne'),
	unread('Hungarian', 'igen', 'nem'),
	unread('Vietnamese', 'có', 'không'),
	unread('words of a firm’s own', 'fine', 'rather not'),
	unread(
		'whole sentences',
		'I would like to hear about your offers by e-mail',
		'Please leave me alone with your offers, thank you',
	),
	{ way: 'an object', yes: { value: true }, no: { value: false } },
	{ way: 'objects in objects', yes: { ads: { state: 'yes' } }, no: { ads: { state: 'no' } } },
	{ way: 'topics with flags', yes: [{ topic: 'ads', enabled: true }], no: [{ topic: 'ads', enabled: false }] },
	unread('a list of topics', ['ads', 'news'], ['news']),
	unread('JSON as text', '{"ads":"ano"}', '{"ads":"nikoli"}'),
	unread('a day for a no', '', '2026-03-04'),
	unread('a time for a no', null, '2026-03-04T05:06:07Z'),
	unread('a far day for a yes', '2099-12-31', '1900-01-01'),
];
