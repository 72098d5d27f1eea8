// What the dialogues may know of the person, from the row that was read with the chat.

import type { BotName } from '../channels/channel.ts';
import type { Facts, PersonFacts } from '../conversation/dialogue.ts';
import { isLocale, type Locale } from '../domain/locale.ts';
import type { Catalogue, Place } from '../domain/menu.ts';
import { readLastDraft, readPlaces } from '../services/stored.ts';
import type { Who } from '../services/work.ts';
import type { ChatRow } from '../store/chats.ts';

export function factsFor(
  chat: ChatRow,
  catalogue: Catalogue,
  { day, minutes }: { day: string; minutes: number },
): Facts {
  return { catalogue, today: day, minutes, locale: localeOf(chat), person: personOf(chat) };
}

export function whoFor(chat: ChatRow, bot: BotName, locale: Locale): Who {
  return {
    personId: chat.person_id,
    chatId: chat.id,
    bot,
    locale,
    ...(chat.speaker_id !== null && { speakerId: chat.speaker_id }),
    ...(chat.coordinator_id !== null &&
      chat.coordinator_area_id !== null && {
        coordinator: { id: chat.coordinator_id, areaId: chat.coordinator_area_id },
      }),
    ...(chat.bureau_id !== null &&
      chat.bureau_area_id !== null && { bureau: { id: chat.bureau_id, areaId: chat.bureau_area_id } }),
  };
}

const localeOf = ({ locale }: ChatRow): Locale => (isLocale(locale) ? locale : 'zh-CN');

function personOf(chat: ChatRow): PersonFacts {
  const lastDraft = chat.last_draft === null ? undefined : readLastDraft(chat.last_draft);
  return {
    id: chat.person_id,
    recentPlaces: recentPlaces(chat),
    ...(chat.name !== null && { name: chat.name }),
    ...(chat.phone !== null && { phone: chat.phone }),
    ...(chat.speaker_id !== null && { speakerId: chat.speaker_id }),
    ...(chat.coordinator_id !== null && { coordinatorId: chat.coordinator_id }),
    ...(chat.bureau_id !== null && { bureauId: chat.bureau_id }),
    ...(chat.is_deputy && { deputy: true }),
    ...(chat.school_ids.length > 0 && { schoolIds: chat.school_ids }),
    ...(lastDraft && { lastDraft }),
  };
}

/** The person's own school or village first. */
function recentPlaces(chat: ChatRow): Place[] {
  const own: Place[] =
    chat.school_id !== null && chat.school_area_id !== null
      ? [{ areaId: chat.school_area_id, schoolId: chat.school_id }]
      : chat.area_id !== null
        ? [{ areaId: chat.area_id }]
        : [];
  const recent = readPlaces(chat.recent_places);
  return [
    ...own,
    ...recent.filter((place) => !own.some((one) => one.areaId === place.areaId && one.schoolId === place.schoolId)),
  ];
}
