/** Puts the cursor into the address of the request that is in front, as soon as it is on the screen. */
export function focusAddress(): void {
  requestAnimationFrame(() => {
    const address = document.querySelector<HTMLInputElement>('[data-address]');
    address?.focus();
    address?.select();
  });
}

/** Goes to the environments of the request that is in front, and shows them. */
export function focusEnvironment(): void {
  const choice = document.querySelector<HTMLSelectElement>('[data-environment]');
  choice?.focus();
  choice?.showPicker();
}
