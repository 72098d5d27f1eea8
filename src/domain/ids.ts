// Ids that cannot be mixed up. The brand is optional, so a number straight from the database fits, while an
// OrderId never passes for a SpeakerId.

declare const kind: unique symbol;
type Id<Kind extends string> = number & { readonly [kind]?: Kind };

export type AreaId = Id<'Area'>;
export type SchoolId = Id<'School'>;
export type TopicId = Id<'Topic'>;
export type CourseId = Id<'Course'>;
export type FormatId = Id<'Format'>;
export type KitId = Id<'Kit'>;
export type PersonId = Id<'Person'>;
export type ChatId = Id<'Chat'>;
export type SpeakerId = Id<'Speaker'>;
export type CoordinatorId = Id<'Coordinator'>;
export type OrderId = Id<'Order'>;
export type RequestId = Id<'ResidentRequest'>;
export type QuestionId = Id<'Question'>;
export type AppointmentId = Id<'Appointment'>;
export type DeputyRequestId = Id<'DeputyRequest'>;
export type HourEntryId = Id<'HourEntry'>;
