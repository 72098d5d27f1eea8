// The rule of legal deputy principals (法治副校长) as figures: 《中小学法治副校长聘任与管理办法》, 教育部令第52号. What it leaves
// to the place is a setting; the figures here are the defaults (Shanghai's 2023 measure where the rule gives none).

export interface DeputyRules {
  /** Posts that a school may have. */
  readonly postsMin: number;
  readonly postsMax: number;
  /** Schools that one person may serve at once. */
  readonly schoolsPerPerson: number;
  /** 课时 owed for each school and counting year, in tenths. */
  readonly tenthsPerYear: number;
  /** Retired people may serve up to this age, and one term only; the age counts on the last day of the term. */
  readonly retireeAge: number;
  readonly retireeTerms: number;
  readonly termYears: number;
  /** Training before taking post, in tenths of an hour. */
  readonly trainingTenths: number;
  /** When the counting year begins: January, or September (学年). */
  readonly countingYear: 'calendar' | 'school';
  /** What is owed of a counting year that an appointment covers only in part: its part, or all of it. */
  readonly proRata: boolean;
  /** A colleague's talk that the deputy arranged counts as organised (承担或者组织落实). */
  readonly organisedCounts: boolean;
  /** After so many days without an answer whoever has to give it is reminded; 0: never. */
  readonly answerDays: number;
  /** Who appoints what the police recommend. */
  readonly appointedBy: 'bureau' | 'school';
}

export const defaultDeputyRules: DeputyRules = {
  postsMin: 1,
  postsMax: 5,
  schoolsPerPerson: 2,
  tenthsPerYear: 40,
  retireeAge: 65,
  retireeTerms: 1,
  termYears: 3,
  trainingTenths: 80,
  countingYear: 'calendar',
  proRata: true,
  organisedCounts: true,
  answerDays: 7,
  appointedBy: 'school',
};

export const duties = [
  'legal_education',
  'student_rights',
  'crime_prevention',
  'safety',
  'discipline',
  'governance',
] as const;
export type Duty = (typeof duties)[number];
export const agencies = ['police', 'court', 'procuratorate', 'justice'] as const;
export type Agency = (typeof agencies)[number];
/** Why an appointment ends before its term. */
export const endReasons = ['transferred', 'left', 'health', 'school_asked', 'not_fulfilled', 'other'] as const;
export const schoolKinds = ['primary', 'secondary', 'vocational', 'special', 'specialised'] as const;
export type SchoolKind = (typeof schoolKinds)[number];
export const schoolLevels = ['primary', 'junior', 'senior', 'mixed'] as const;
export type SchoolLevel = (typeof schoolLevels)[number];
