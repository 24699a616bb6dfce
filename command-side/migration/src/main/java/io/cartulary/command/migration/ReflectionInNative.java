package io.cartulary.command.migration;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;
import org.flywaydb.core.extensibility.ConfigurationExtension;
import org.flywaydb.core.extensibility.Plugin;

/**
 * The classes that Flyway and the driver look up by name, or through methods that they find: a native binary only has
 * the named ones.
 */
@RegisterResourceBundle(bundleName = "com.mysql.cj.LocalizedErrorMessages")
final class ReflectionInNative {

    private ReflectionInNative() {}

    /** Flyway's parts, as its files under {@code META-INF/services} name them. Some are copied through JSON. */
    @RegisterForReflection(
            classNames = {
                "org.flywaydb.core.api.migration.baseline.BaselineAppliedMigration",
                "org.flywaydb.core.api.migration.baseline.BaselineMigrationConfigurationExtension",
                "org.flywaydb.core.api.migration.baseline.BaselineMigrationResolver",
                "org.flywaydb.core.api.migration.baseline.BaselineResourceTypeProvider",
                "org.flywaydb.core.internal.NullFlywayTelemetryManager",
                "org.flywaydb.core.internal.configuration.resolvers.EnvironmentProvisionerNone",
                "org.flywaydb.core.internal.configuration.resolvers.EnvironmentVariableResolver",
                "org.flywaydb.core.internal.configuration.resolvers.PlaceholderPropertyResolver",
                "org.flywaydb.core.internal.database.base.TestContainersDatabaseType",
                "org.flywaydb.core.internal.database.h2.H2DatabaseType",
                "org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType",
                "org.flywaydb.core.internal.jdbc.ErrorOverrideInitializerStub",
                "org.flywaydb.core.internal.proprietaryStubs.AuthCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.CheckCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.DeployCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.DiffCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.DiffTextCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.GenerateCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.LicensingConfigurationExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.ModelCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.OfflinePermitConfigurationExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.PATTokenConfigurationExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.PrepareCommandExtensionStub",
                "org.flywaydb.core.internal.proprietaryStubs.UndoCommandExtensionStub",
                "org.flywaydb.core.internal.publishing.PublishingConfigurationExtension",
                "org.flywaydb.core.internal.resource.CoreResourceTypeProvider",
                "org.flywaydb.core.internal.scanner.classpath.ClasspathLocationHandlerImpl",
                "org.flywaydb.core.internal.scanner.filesystem.FilesystemLocationHandler",
                "org.flywaydb.core.internal.schemahistory.BaseAppliedMigration",
                "org.flywaydb.database.mysql.MySQLDatabaseType",
                "org.flywaydb.database.mysql.mariadb.MariaDBDatabaseType",
            })
    static final class Plugins {

        private Plugins() {}
    }

    /** The inherited properties of the copied classes, and those that must not be copied. */
    @RegisterForReflection(targets = {ConfigurationExtension.class, Plugin.class})
    static final class Inherited {

        private Inherited() {}
    }

    /** Flyway asks each of these whether it can explain a failed connection. */
    @RegisterForReflection(
            classNames = {
                "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoDriversForInteractiveAuthException",
                "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlNoIntegratedAuthException",
                "org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlServerUntrustedCertificateSqlException",
            })
    static final class Explanations {

        private Explanations() {}
    }

    /** The classes that connect the driver to one server, and its exceptions. */
    @RegisterForReflection(
            classNames = {
                "com.mysql.cj.conf.url.SingleConnectionUrl",
                "com.mysql.cj.exceptions.AssertionFailedException",
                "com.mysql.cj.exceptions.CJCommunicationsException",
                "com.mysql.cj.exceptions.CJConnectionFeatureNotAvailableException",
                "com.mysql.cj.exceptions.CJException",
                "com.mysql.cj.exceptions.CJOperationNotSupportedException",
                "com.mysql.cj.exceptions.CJPacketTooBigException",
                "com.mysql.cj.exceptions.CJTimeoutException",
                "com.mysql.cj.exceptions.ClosedOnExpiredPasswordException",
                "com.mysql.cj.exceptions.ConnectionIsClosedException",
                "com.mysql.cj.exceptions.DataConversionException",
                "com.mysql.cj.exceptions.DataReadException",
                "com.mysql.cj.exceptions.DataTruncationException",
                "com.mysql.cj.exceptions.FeatureNotAvailableException",
                "com.mysql.cj.exceptions.InvalidConnectionAttributeException",
                "com.mysql.cj.exceptions.NumberOutOfRange",
                "com.mysql.cj.exceptions.OperationCancelledException",
                "com.mysql.cj.exceptions.PasswordExpiredException",
                "com.mysql.cj.exceptions.PropertyNotModifiableException",
                "com.mysql.cj.exceptions.RSAException",
                "com.mysql.cj.exceptions.SSLParamsException",
                "com.mysql.cj.exceptions.StatementIsClosedException",
                "com.mysql.cj.exceptions.UnableToConnectException",
                "com.mysql.cj.exceptions.UnsupportedConnectionStringException",
                "com.mysql.cj.exceptions.WrongArgumentException",
                "com.mysql.cj.log.StandardLogger",
                "com.mysql.cj.protocol.StandardSocketFactory",
            })
    static final class Driver {

        private Driver() {}
    }
}
