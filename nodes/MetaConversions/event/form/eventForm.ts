import { consentFields } from '../../../meta/people/consentFields';
import { defaultCountryField } from '../../../meta/people/countryField';
import { shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn, type SettingsIn } from '../../../shared/form/form';
import { optionsField } from '../../../shared/node/commonFields';
import { adAccountLocator } from '../../../shared/node/pickers/locators';
import { datasetPicker } from '../../dataset/datasetPicker';
import {
	columnsField,
	crmNameField,
	eventNameField,
	eventOptions,
	messagingChannelField,
	ownNameField,
	resultField,
	sourceField,
	stagesField,
	timeZoneField,
	zoneField,
} from './fields';

/** What Send asks. */
export const eventForm = formOf(
	datasetPicker,
	sourceField,
	eventNameField,
	ownNameField,
	crmNameField,
	stagesField,
	messagingChannelField,
	columnsField,
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
