import {
	closeCreate,
	isContested,
	isForeign,
	leaveUnknown,
	openCreate,
} from '../../../nodes/shared/graph/writes/openCreates.ts';

const ORIGIN = 'https://meta.test';
const sought = (name: string, unseen?: unknown) => ({ edge: 'act_1/campaigns', name, unseen, matches: () => true });
const row = { id: '5' };

describe('an object found after a lost answer', () => {
	it('is another create’s where that one was answered with it meanwhile', () => {
		const [own, other] = [openCreate(ORIGIN, sought('A')), openCreate(ORIGIN, sought('A'))];
		closeCreate(other, '5');
		expect([isForeign(own, '5'), isForeign(own, '6')]).toEqual([true, false]);
		const elsewhere = openCreate('http://127.0.0.1:9', sought('A'));
		expect(isForeign(elsewhere, '5')).toBe(false);
		for (const one of [own, elsewhere]) closeCreate(one);
	});

	it('is not another one’s that was known before this create began', () => {
		const standing = openCreate(ORIGIN, sought('B'));
		closeCreate(openCreate(ORIGIN, sought('A')), '5');
		const own = openCreate(ORIGIN, sought('A'));
		expect(isForeign(own, '5')).toBe(false);
		for (const one of [standing, own]) closeCreate(one);
	});

	it('is nobody’s for sure while a create of this name may still be answered with it', () => {
		const [own, other] = [openCreate(ORIGIN, sought('A')), openCreate(ORIGIN, sought('A'))];
		expect(isContested(own, row)).toBe(true);
		other.isUnderWay = false;
		expect(isContested(own, row)).toBe(false);
		for (const one of [own, other]) closeCreate(one);
	});

	it.each([
		['the same', 'one', false],
		['something else', 'other', true],
	])('is nobody’s for sure where another create of this name stayed unknown and had sent %s', (_, unseen, is) => {
		const standing = openCreate(ORIGIN, sought('B'));
		const [own, other] = [openCreate(ORIGIN, sought('A', 'one')), openCreate(ORIGIN, sought('A', unseen))];
		own.isUnderWay = false;
		leaveUnknown(other);
		expect(isContested(own, row)).toBe(is);
		leaveUnknown(own);
		const later = openCreate(ORIGIN, sought('A', 'one'));
		expect(isContested(later, row)).toBe(false);
		for (const one of [standing, later]) closeCreate(one);
	});
});
