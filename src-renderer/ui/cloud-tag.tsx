/** The word that stands with everything that is not on this machine; its colour is never alone. */
export function CloudTag() {
  return (
    <span className="shrink-0 rounded-small bg-cloud px-1.5 text-tiny leading-4 font-semibold text-canvas">
      CLOUD
    </span>
  );
}
