import { describe, expect, it } from 'vitest';
import { hrefOf, parseRoute, type Route } from '../../src/app/route';
import { pagesFor } from '../../src/app/pages';
import { person } from '../example';

describe('an address', () => {
  const routes: Route[] = [
    { page: 'desk', list: 'mine', conversation: null }, { page: 'desk', list: 'waiting', conversation: 'c-1/ü?#' },
    { page: 'faq', item: null }, { page: 'faq', item: 'su-fatura' }, { page: 'wallboard', item: null },
  ];

  it.each(routes)('leads back to where it came from: %o', (route) => expect(parseRoute(hrefOf(route))).toEqual(route));

  it.each(['', '#', '#/', '#/nowhere/x', '#/desk/nolist'])('that says nothing leads to the own conversations: %s', (hash) => {
    expect(parseRoute(hash)).toMatchObject({ page: 'desk', list: 'mine', conversation: null });
  });
});

describe('the navigation', () => {
  it('shows each role its pages', () => {
    expect(pagesFor(person())).toEqual(['cimer', 'canned']);
    expect(pagesFor(person({ roles: ['supervisor'] }))).toEqual(['wallboard', 'cimer', 'faq', 'canned', 'hours', 'channels']);
    expect(pagesFor(person({ roles: ['auditor'] }))).toEqual(['wallboard', 'cimer', 'audit']);
    expect(pagesFor(person({ roles: ['administrator'] }))).toHaveLength(12);
    expect(pagesFor(null)).toEqual([]);
  });
});
