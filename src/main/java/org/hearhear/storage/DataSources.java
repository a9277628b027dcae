package org.hearhear.storage;

import static java.lang.System.Logger.Level.DEBUG;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.hearhear.config.Settings;

/**
 * Makes the data source that the settings ask for: the server's by its JNDI name, PostgreSQL by
 * URL, or the embedded H2 in the data directory.
 */
final class DataSources {
  private static final System.Logger LOG = System.getLogger(DataSources.class.getName());

  /**
   * WRITE_DELAY=0 writes each commit through to the file, so that it survives {@code kill -9}. The
   * {@code retry:} file system opens its channel again where a thread's interrupt has closed it:
   * without it, one interrupt closes the database for everybody.
   */
  static final String H2_OPTIONS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000"
          + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;NON_KEYWORDS=KEY,VALUE";

  /** The driver's name for how long it waits for an answer, in seconds. */
  static final String SOCKET_TIMEOUT = "socketTimeout";

  private DataSources() {}

  static DataSource open(Settings settings, String context) {
    String jndi = settings.get(Settings.DATABASE_JNDI);
    String url = settings.get(Settings.DATABASE_URL);
    if (!jndi.isEmpty() && !url.isEmpty()) {
      throw new IllegalStateException(
          "Set HEARHEAR_DATABASE_URL or HEARHEAR_DATABASE_JNDI, not both.");
    }
    if (!jndi.isEmpty()) {
      return lookUp(jndi);
    }
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("hearhear");
    pool.setMaximumPoolSize(settings.get(Settings.DATABASE_CONNECTIONS));
    pool.setConnectionTimeout(settings.get(Settings.DATABASE_WAIT).toMillis());
    pool.setInitializationFailTimeout(pool.getConnectionTimeout());
    // Else a request could wait much longer than it may, for one connection that is dead.
    pool.setValidationTimeout(Math.min(pool.getValidationTimeout(), pool.getConnectionTimeout()));
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    if (url.isEmpty()) {
      pool.setDriverClassName("org.h2.Driver");
      pool.setJdbcUrl(
          "jdbc:h2:retry:" + powerSafe(settings) + embeddedFile(settings, context) + H2_OPTIONS);
    } else if (url.startsWith("jdbc:postgresql:")) {
      pool.setDriverClassName("org.postgresql.Driver");
      pool.setJdbcUrl(url);
      pool.setUsername(settings.get(Settings.DATABASE_USER));
      pool.setPassword(settings.get(Settings.DATABASE_PASSWORD));
      // Else PostgreSQL plans each statement with an array anew, which takes longer than to run it;
      // and reads small tables whole, with all their dead rows, instead of using their indexes.
      pool.setConnectionInitSql(
          "SET plan_cache_mode = force_generic_plan; SET random_page_cost = 1.1");
      pool.addDataSourceProperty("reWriteBatchedInserts", "true");
      pool.addDataSourceProperty("ApplicationName", "hearhear");
      pool.addDataSourceProperty("tcpKeepAlive", "true");
      // A server that has gone without a word would hold up its caller for as long as TCP tries.
      // As text: the driver passes over a property that is anything else.
      pool.addDataSourceProperty(
          SOCKET_TIMEOUT, Long.toString(settings.get(Settings.DATABASE_TIMEOUT).toSeconds()));
      pool.addDataSourceProperty("logServerErrorDetail", "false"); // It quotes people's texts.
    } else {
      throw new IllegalStateException(
          "HEARHEAR_DATABASE_URL is \"" + url + "\"; it must start with jdbc:postgresql:");
    }
    return new HikariDataSource(pool);
  }

  /**
   * Takes our drivers out of the JVM's list, which keeps the application's classes otherwise when
   * it is undeployed.
   */
  static void forgetDrivers() {
    ClassLoader ours = DataSources.class.getClassLoader();
    DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == ours)
        .toList()
        .forEach(DataSources::forget);
  }

  private static void forget(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException keptByAnother) {
      LOG.log(DEBUG, "A driver could not be forgotten", keptByAnother);
    }
  }

  @SuppressWarnings("BanJNDI") // The name is the operator's, not a user's.
  private static DataSource lookUp(String jndi) {
    try {
      return InitialContext.doLookup(jndi);
    } catch (NamingException e) {
      throw new IllegalStateException(
          "HEARHEAR_DATABASE_JNDI is \"" + jndi + "\", but the server has no such data source.", e);
    }
  }

  private static String powerSafe(Settings settings) {
    if (!settings.get(Settings.POWER_SAFE)) {
      return "";
    }
    PowerSafeFiles.register();
    return PowerSafeFiles.SCHEME + ":";
  }

  private static Path embeddedFile(Settings settings, String context) {
    return DataDirectory.of(settings, context).resolve("hearhear");
  }
}
