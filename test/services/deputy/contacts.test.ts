// Who speaks for a school: the coordinators in charge let them in, and put them out.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../database.ts';
import { createSetting, type Setting } from './setting.ts';

let home: TestDatabase;
let setting: Setting;
beforeAll(async () => {
  home = await createTestDatabase({ poolSize: 10 });
  setting = await createSetting(home.database);
});
afterAll(() => home.drop());

it('who is put out speaks for the school no longer, whatever button they still have', async () => {
  const school = await setting.newSchool();
  const second = await setting.person('public', '第二位');
  await setting.prisma.schoolContact.create({
    data: { schoolId: school.id, personId: second.personId, name: '第二位' },
  });
  const person = await setting.deputy('李警官');
  const { id: appointmentId } = await setting.recommend(school, person);
  await setting.act(person, 'accept-appointment', { appointmentId, version: 1 });

  const { contacts } = await setting.act(setting.chief, 'school-contacts', { schoolId: school.id });
  expect(contacts).toEqual([{ id: expect.any(Number) }, { id: expect.any(Number), name: '第二位' }]);
  const removal = { contactId: contacts[0]?.id ?? 0 };
  const left = { school: { id: school.id }, contacts: [{ name: '第二位' }] };
  expect(await setting.act(setting.chief, 'remove-school-contact', removal)).toMatchObject(left);
  expect(await setting.act(setting.chief, 'remove-school-contact', removal)).toMatchObject(left);

  const target = { appointmentId, version: 2 };
  const refused = { ok: false, reason: 'not_found' };
  expect(await setting.act(school.contact, 'confirm-deputy', target)).toEqual(refused);
  expect(await setting.act(school.contact, 'my-schools', {})).toEqual({ schools: [] });
  expect(await setting.act(second, 'confirm-deputy', target)).toMatchObject({ ok: true });
});

it('is the concern of the coordinators in charge of the school, and of nobody else', async () => {
  const school = await setting.newSchool();
  const afar = await setting.coordinator('外区派单', setting.otherTownship.id);
  const row = await setting.prisma.schoolContact.findFirstOrThrow({ where: { schoolId: school.id } });
  for (const who of [afar, school.contact, await setting.deputy('赵警官'), await setting.bureau()]) {
    expect(await setting.act(who, 'school-contacts', { schoolId: school.id })).toEqual({ contacts: [] });
    expect(await setting.act(who, 'remove-school-contact', { contactId: row.id })).toEqual({ contacts: [] });
    const invite = { schoolId: school.id, name: '孙老师' };
    expect(await setting.act(who, 'invite-school-contact', invite)).toEqual({ ok: false });
  }
  expect(await setting.act(setting.chief, 'remove-school-contact', { contactId: 99_999 })).toEqual({ contacts: [] });
  expect(await setting.act(setting.chief, 'invite-school-contact', { schoolId: school.id, name: ' ' })).toEqual({
    ok: false,
  });
  expect((await setting.act(setting.chief, 'school-contacts', { schoolId: school.id })).contacts).toHaveLength(1);
});
