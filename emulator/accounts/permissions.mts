import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';

/** A permission of the token that asks. */
interface Permission {
	kind: 'Permission';
	id: string;
	permission: string;
	status: 'granted' | 'declined';
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		Permission: Permission;
	}
}

const permissionType = define('Permission', {
	sdkFields: {},
	defaults: ['permission', 'status'],
	hasId: false,
	readers: { permission: (row) => row.permission, status: (row) => row.status },
});

/** A list without pages (Meta: facebook-login/guides/permissions/request-revoke, "Checking Current Permissions"). */
const permissions = edge({ to: 'Permission', order: 'oldest', isAds: false, isUnpaged: true }, (_user, { token }) =>
	[...token.scopes, 'public_profile'].map((permission, index) => ({
		kind: 'Permission',
		id: String(index + 1),
		permission,
		status: 'granted',
	})),
);

export const permissionDomain = {
	types: { Permission: permissionType },
	edges: { User: { permissions } },
} satisfies Domain;
