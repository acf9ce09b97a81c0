import { consentFields } from '../../../meta/people/consentFields';
import { defaultCountryField } from '../../../meta/people/countryField';
import { shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../../shared/form/form';
import { optionsField } from '../../../shared/node/commonFields';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { datasetPicker } from '../../dataset/datasetPicker';
import { eventColumnsFields } from '../columns/eventColumnsField';
import { crmNameField, stagesField } from './crmFields';
import { eventNameField, messagingChannelField, ownNameField, resultField, sourceField } from './eventFields';
import { eventOptions } from './eventOptions';
import { timeZoneField, zoneField } from './timeZoneFields';

/** What Send asks. */
export const eventForm = formOf(
	datasetPicker,
	sourceField,
	eventNameField,
	ownNameField,
	crmNameField,
	stagesField,
	messagingChannelField,
	...eventColumnsFields,
	...consentFields,
	defaultCountryField,
	timeZoneField,
	shownWhen({ timeZone: ['account'] }, adAccountLocator),
	zoneField,
	resultField,
	optionsField(...eventOptions),
);

export type EventParams = ParamsIn<typeof eventForm>;
export type EventRunSettings = SettingsIn<typeof eventForm>;
