/** A value of the guest: the address of a box in its memory that holds it. */
export type Box = number;
