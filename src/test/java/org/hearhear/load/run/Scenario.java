package org.hearhear.load.run;

import java.util.List;
import org.hearhear.load.account.Account;
import org.hearhear.load.report.Report;

/** One kind of load. */
public interface Scenario {
  /** How many accounts it needs. */
  int accounts();

  /** Does it and says what came of it; called once, by the main thread. */
  Report play(Run run, List<Account> accounts);
}
