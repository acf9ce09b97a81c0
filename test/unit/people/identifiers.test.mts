import { email } from '../../../nodes/meta/people/normalise/email.ts';
import {
	advertiserId,
	customerValue,
	externalId,
	limitedDataUse,
} from '../../../nodes/meta/people/normalise/identifiers.ts';
import { isRefusedValue } from '../../../nodes/meta/people/normalise/value.ts';
import { sha256 } from '../../../nodes/meta/people/sha256.ts';

describe('EMAIL', () => {
	it.each([
		['mary@example.com', 'mary@example.com'],
		['Mary@Example.COM', 'mary@example.com'],
		['john.smith+news@example.co.uk', 'john.smith+news@example.co.uk'],
		['j.s@sub.domain.example.com', 'j.s@sub.domain.example.com'],
		['first_last@example.com', 'first_last@example.com'],
		["o'brien@example.ie", "o'brien@example.ie"],
		['user%corp@example.com', 'user%corp@example.com'],
		['x@example.museum', 'x@example.museum'],
		['1234567@example.com', '1234567@example.com'],
		['a-b@ex-ample.com', 'a-b@ex-ample.com'],
		['jürgen@example.de', 'jürgen@example.de'],
		['info@müller.example', 'info@müller.example'],
		['info@xn--mller-kva.example', 'info@xn--mller-kva.example'],
		['test@example.xn--p1ai', 'test@example.xn--p1ai'],
		['用户@例子.公司', '用户@例子.公司'],
		['mailto:mary@example.com', 'mary@example.com'],
		['MAILTO:Mary@example.com', 'mary@example.com'],
		['a_b-c.d@e-f.example', 'a_b-c.d@e-f.example'],
		['_x@example.com', '_x@example.com'],
		['Mary <mary@example.com>', 'mary@example.com'],
		['"X, Mary" <Mary@Example.com>', 'mary@example.com'],
		['mary@example.com (private)', 'mary@example.com'],
		['ｍａｒｙ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mary@example.com'],
	])('%s → %s', (given, expected) => expect(email(given)).toBe(expected));

	it.each([
		'mary',
		'mary@',
		'@example.com',
		'mary@example',
		'mary@@example.com',
		'mary@exam ple.com',
		'ma ry@example.com',
		'mary@example.com.',
		'mary@.example.com',
		'.mary@example.com',
		'mary.@example.com',
		'ma..ry@example.com',
		'mary@example..com',
		'mary@-example.com',
		'mary@example-.com',
		'mary@example.c',
		'mary@example.123',
		'mary(at)example.com',
		'mary@example.com <other@example.com>',
		'Mary <mary>',
		'"mary x"@example.com',
		'mary@[127.0.0.1]',
		'mary@localhost',
		'a@b@example.com',
		'mary,@example.com',
		'mary;@example.com',
		'mary@example,com',
		`${'x'.repeat(250)}@example.com`,
		'+491701234567',
		'n.a.',
		'http://example.com',
		'mary@example.com/path',
		'mary@exa_mple.com',
	])('%s is refused', (given) => expect(email(given)).toEqual({ refused: 'is not an email address' }));

	it("hashes as Meta's own example", () => {
		expect(sha256(email('mary@example.com') as string)).toBe(
			'f1904cf1a9d73a55fa5de0ac823c4403ded71afd4c3248d00bdcd0866552bb79',
		);
	});
});

describe('EXTERN_ID', () => {
	it.each([
		'C-1042',
		'100234',
		'10023456789',
		'abc',
		'AbC',
		'crm:17',
		'6f9619ff-8b86-d011-b42d-00cf4fc964ff',
		'7012345678901',
		'ORD-2024-17',
		'a.b.c',
		'000',
		'12-34',
		'user@corp',
		'2024-01',
		'K/17',
		'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	])('%s goes as it is', (given) => expect(externalId(given)).toBe(given));

	it.each(['mary@example.com', 'MARY@EXAMPLE.CO.UK', 'id:mary@example.com', 'Mary <mary@example.com>'])(
		'%s looks like an e-mail address',
		(given) => {
			expect(externalId(given)).toEqual({ refused: expect.stringContaining('email') });
		},
	);

	it.each([
		'+491701234567',
		'+49 170 1234567',
		'0049170 1234567',
		'01701234567',
		'0170-1234567',
		'(555) 987-6543',
		'555-987-6543',
		'555.987.6543',
		'+1-555-987-6543',
		'0170/1234567',
		'030 123456',
		'1 555 987 6543',
		'491701234567',
		'15559876543',
		'447911123456',
		'12125550123',
	])('%s looks like a phone number', (given) =>
		expect(externalId(given)).toEqual({ refused: expect.stringContaining('phone') }),
	);

	it('refuses what a spreadsheet rounded', () => expect(isRefusedValue(externalId('1.23457E+11'))).toBe(true));
});

describe('MADID', () => {
	it.each([
		['AB1234CD-E123-12FA-3123-1234567890AB', 'ab1234cd-e123-12fa-3123-1234567890ab'],
		['6f9619ff-8b86-d011-b42d-00cf4fc964ff', '6f9619ff-8b86-d011-b42d-00cf4fc964ff'],
		['00000000-0000-0000-0000-000000000000', ''],
	])('%s → %s', (given, expected) => expect(advertiserId(given)).toBe(expected));

	it.each([
		'mary@example.com',
		'+491701234567',
		'6f9619ff8b86d011b42d00cf4fc964ff',
		'6f9619ff-8b86-d011-b42d',
		'x',
		'{6f9619ff-8b86-d011-b42d-00cf4fc964ff}',
		'zf9619ff-8b86-d011-b42d-00cf4fc964ff',
	])('%s is refused', (given) => expect(isRefusedValue(advertiserId(given))).toBe(true));
});

describe('LOOKALIKE_VALUE', () => {
	it.each([
		['0', '0'],
		['129.90', '129.9'],
		['1000', '1000'],
		['0.5', '0.5'],
		['12345678.25', '12345678.25'],
	])('%s → %s', (given, expected) => expect(customerValue(given)).toBe(expected));
	it.each(['-1', '1,5', '1.234,50', '$12', '12 EUR', 'abc', '1e5', 'NaN', 'Infinity', '.', '1.', `${'9'.repeat(400)}`])(
		'%s is refused',
		(given) => expect(isRefusedValue(customerValue(given))).toBe(true),
	);
});

it.each([
	['yes', 'LDU'],
	['true', 'LDU'],
	['LDU', 'LDU'],
	['maybe', 'LDU'],
	['no', ''],
	['FALSE', ''],
	['0', ''],
	['Nein', ''],
])('limited data use %s → %s', (given, expected) => expect(limitedDataUse(given)).toBe(expected));
