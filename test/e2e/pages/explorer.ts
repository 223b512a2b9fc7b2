import type { Locator, Page } from '@playwright/test';

/** The explorer's tree, as a user works in it. */
export class Explorer {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A row of the tree; not the one whose name is being written, which is called what its field says. */
  row(name: string | RegExp): Locator {
    const exact = typeof name === 'string';
    return this.page
      .getByRole('tree', { name: 'Explorer' })
      .getByRole('treeitem', { name, exact })
      .filter({ hasNot: this.page.getByRole('textbox') });
  }

  /** Opens a row's menu and chooses from it. */
  async choose(row: string | RegExp, entry: string): Promise<void> {
    await this.row(row).click({ button: 'right' });
    await this.page.getByRole('menuitem', { name: entry, exact: true }).click();
  }

  /** The field in which a row gets its name. */
  get nameField(): Locator {
    return this.page.getByRole('tree', { name: 'Explorer' }).getByRole('textbox');
  }

  /** Writes a name into the field and gives it. */
  async name(name: string): Promise<void> {
    await this.nameField.fill(name);
    await this.nameField.press('Enter');
  }
}
