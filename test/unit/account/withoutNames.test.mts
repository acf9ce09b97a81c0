import { Anonymizer } from '../../../nodes/MetaAds/selfCheck/report/withoutNames.ts';

const anonymizer = new Anonymizer();
anonymizer.note({ name: 'Acme GmbH', dsa_beneficiary: 'NIKE', dsa_payor: 'acme' });

it.each([
	['ACME GMBH and acme pay', '(a name) and (a name) pay'],
	['User Jane Doe is no admin of page Zeta Bakery.', 'User (a name) (a name) is no admin of page (a name) (a name).'],
	['See www.acme-shop.de or ‘Unread’', 'See (an address) or (a name)'],
	['The beneficiary NIKE cannot be used', 'The beneficiary (a name) cannot be used'],
])('takes names out of what Meta says: %s', (said, left) => {
	expect(anonymizer.text(said)).toBe(left);
});

it('leaves Meta’s own sentences', () => {
	const said = 'Unsupported get request. Please read the Graph API documentation';
	expect(anonymizer.text(said)).toBe(said);
});
