import { describe, expect, it } from 'vitest';
import { detailText } from '../../src/admin/audit/detail';
import { blankEntry, isoDay, questionOf, searchFaq, standing, tidy } from '../../src/admin/faq/faq';
import { copyToWorkdays, faultOf, isValid, minutes, nextInterval, tidyHours, tidyTime } from '../../src/admin/hours/hours';
import { DAYS, type Hours } from '../../src/admin/model';
import { slug } from '../../src/admin/slug';

const day = [{ from: '08:30', to: '12:00' }, { from: '13:00', to: '17:30' }];
const hours: Hours = { timeZone: 'Europe/Istanbul', weekly: { mon: day, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, holidays: [] };

describe('opening hours', () => {
  it('know a time from what is none', () => {
    expect(['00:00', '08:30', '24:00'].map(minutes)).toEqual([0, 510, 1440]);
    expect(['24:01', '8:30', '12:60', ''].map(minutes)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('understand times as people type them, and leave the rest to be corrected', () => {
    expect(['8', '830', '8.30', '08:30', ' 1730 ', '24'].map(tidyTime)).toEqual(['08:00', '08:30', '08:30', '08:30', '17:30', '24:00']);
    expect(['25:00', 'öğlen', '12:75', ''].map(tidyTime)).toEqual(['25:00', 'öğlen', '12:75', '']);
  });

  it('are stored with times written out', () => {
    const typed = { ...hours, weekly: { ...hours.weekly, sat: [{ from: '9', to: '1300' }] }, holidays: [{ date: '2026-10-28', name: ' Arife ', closed: false, intervals: [{ from: '8.30', to: '12:30' }] }] };
    expect(isValid(typed)).toBe(false);
    expect(tidyHours(typed).weekly.sat).toEqual([{ from: '09:00', to: '13:00' }]);
    expect(tidyHours(typed).holidays[0]).toMatchObject({ name: 'Arife', intervals: [{ from: '08:30', to: '12:30' }] });
    expect(isValid(tidyHours(typed))).toBe(true);
  });

  it('find intervals that end before they begin, or overlap, in any order', () => {
    expect(faultOf([...day].reverse())).toBeNull();
    expect(faultOf([{ from: '12:00', to: '12:00' }])).toBe('hours.wrongOrder');
    expect(faultOf([{ from: '13:00', to: '17:00' }, { from: '09:00', to: '13:30' }])).toBe('hours.overlap');
    expect(faultOf([{ from: '', to: '12:00' }])).toBe('hours.wrongOrder');
  });

  it('are valid with complete holidays only', () => {
    expect(isValid(hours)).toBe(true);
    expect(isValid({ ...hours, holidays: [{ date: '2026-10-29', name: '', closed: true, intervals: [] }] })).toBe(false);
    expect(isValid({ ...hours, holidays: [{ date: '2026-10-28', name: 'Arife', closed: false, intervals: [] }] })).toBe(false);
    expect(isValid({ ...hours, holidays: [{ date: '2026-10-28', name: 'Arife', closed: false, intervals: [day[0]!] }] })).toBe(true);
  });

  it('offer intervals that fit the day', () => {
    let intervals = [nextInterval([])];
    for (let n = 0; n < 3; n++) intervals = [...intervals, nextInterval(intervals)];
    expect(intervals.slice(0, 2)).toEqual(day);
    expect(faultOf(intervals)).toBeNull();
  });

  it('copy a day to the working days and leave the weekend alone', () => {
    const copied = copyToWorkdays(hours, 'mon');
    expect(DAYS.filter((name) => copied.weekly[name].length === 2)).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
  });
});

describe('the audit trail', () => {
  it('shows details as words, and what it can’t read as it is', () => {
    expect(detailText('{"roles":["agent","auditor"],"name":{"tr":"Su","en":"Water"},"active":true,"language":null}')).toBe('roles: agent, auditor · name: Su / Water · active: true · language: –');
    expect(detailText('{"cut')).toBe('{"cut');
    expect(detailText('Türkçe yanıt')).toBe('Türkçe yanıt');
    expect(detailText(null)).toBe('');
  });
});

describe('an FAQ entry', () => {
  const entry = { ...blankEntry('su-fatura', 'Su', 'su'), wordings: [{ language: 'tr', text: 'Su faturamı nasıl öderim?' }, { language: 'en', text: 'How do I pay my water bill?' }], answers: { tr: 'e-belediye', en: null } };

  it('is live between its days, both included', () => {
    const limited = { ...entry, validFrom: '2026-05-04', validTo: '2026-05-06' };
    expect(['2026-05-03', '2026-05-04', '2026-05-06', '2026-05-07'].map((today) => standing(limited, today))).toEqual(['notYet', 'live', 'live', 'expired']);
    expect(standing({ ...limited, enabled: false }, '2026-05-05')).toBe('off');
  });

  it('is found by any of its words, folded, and its category', () => {
    expect(searchFaq([entry], 'FATURAMI ode', '')).toEqual([entry]);
    expect(searchFaq([entry], 'water', 'Su')).toEqual([entry]);
    expect(searchFaq([entry], '', 'Ulaşım')).toEqual([]);
    expect(searchFaq([entry], 'otobüs', '')).toEqual([]);
  });

  it('is stored without blank wordings and texts', () => {
    const edited = { ...entry, owner: '  ', wordings: [...entry.wordings, { language: 'tr', text: '  ' }], answers: { tr: ' e-belediye ', en: ' ' } };
    expect(tidy(edited)).toEqual(entry);
    expect(tidy({ ...entry, answers: { ...entry.answers, ar: ' نعم ' } }).answers).toEqual({ tr: 'e-belediye', en: null, ar: 'نعم' });
  });

  it('is shown by its question in the chosen language', () => {
    expect(questionOf(entry, 'en')).toBe('How do I pay my water bill?');
    expect(questionOf(entry, 'ar')).toBe('Su faturamı nasıl öderim?');
  });

  it('gets an id from its question that is not taken', () => {
    expect(slug('Su faturamı nasıl öderim?', () => false)).toBe('su-faturami-nasil-oderim');
    expect(slug('Su', (id) => id === 'su' || id === 'su-2')).toBe('su-3');
    expect(slug('؟', () => false)).toBe('yeni');
  });

  it('has days in local time', () => expect(isoDay(new Date(2026, 4, 4, 0, 30).getTime())).toBe('2026-05-04'));
});
