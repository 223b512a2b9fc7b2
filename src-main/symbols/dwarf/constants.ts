/** Numbers of the DWARF format, version 5, section 7.5: the few that say where code comes from. */

export const tag = { inlinedSubroutine: 0x1d, subprogram: 0x2e } as const;

export const attribute = {
  name: 0x03,
  statementList: 0x10,
  lowAddress: 0x11,
  highAddress: 0x12,
  compilationFolder: 0x1b,
  abstractOrigin: 0x31,
  specification: 0x47,
  ranges: 0x55,
  callColumn: 0x57,
  callFile: 0x58,
  callLine: 0x59,
  linkageName: 0x6e,
  stringOffsetsBase: 0x72,
  addressBase: 0x73,
  rangeListsBase: 0x74,
} as const;

/** Whether code stands there: linkers leave 0, -1 or -2 behind where they threw a function away. */
export function isLive(address: number): boolean {
  return address > 0 && address < 0xffff_fffe;
}
