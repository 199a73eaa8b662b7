using ContactHub.Audit;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ContactHub.Accounts;

/// <summary>Registers sign-in: Identity on the hub's database, the cookie, its keys, and the policies.</summary>
public static class AccountsSetup
{
    /// <summary>Name of the sign-in cookie.</summary>
    public const string CookieName = "contacthub";

    /// <summary>Wrong passwords or codes in a row after which an account is locked out.</summary>
    public const int LockoutAfter = 8;

    /// <summary>How long a lock-out lasts.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    /// <summary>Adds everything that sign-in needs. <see cref="HubDatabase"/> and <see cref="TimeProvider"/> must be registered by the host.</summary>
    public static IServiceCollection AddContactHubAccounts(this IServiceCollection services)
    {
        services.AddDbContext<AccountsDb>((provider, options) =>
        {
            var database = provider.GetRequiredService<HubDatabase>();
            database.RequireFile();
            _ = database.IsPostgres ? options.UseNpgsql(database.ConnectionString) : options.UseSqlite(database.ConnectionString);
        });
        services.AddIdentityCore<StaffAccount>(Identity)
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<AccountsDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddPasswordValidator<PasswordRules>()
            .AddErrorDescriber<StaffIdentityErrors>()
            .AddClaimsPrincipalFactory<StaffClaimsFactory>();
        // OWASP's count for PBKDF2 with HMAC-SHA512; old hashes are replaced at the next sign-in.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Cookie);
        services.AddDataProtection().SetApplicationName("ContactHub");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new DataKeyStore(provider.GetRequiredService<HubDatabase>())));
        services.AddHubPolicies();
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<StaffStore>();
        services.AddSingleton<StaffRights>();
        services.AddScoped<SignInService>();
        services.AddScoped<Profiles>();
        services.AddScoped<StaffAccounts>();
        services.AddScoped<FirstAdministrator>();
        services.AddSingleton<SignInLimits>();
        return services;
    }

    private static void Identity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // The user name is the address, whose shape is checked at the edge; Identity's ASCII list would refuse international ones.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = PasswordRules.MinLength;
        options.Password.RequireDigit = options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = LockoutAfter;
        options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
        options.Lockout.AllowedForNewUsers = true;
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = StaffCookie.Validate;
        options.Events.OnRedirectToLogin = context => Refuse(context.HttpContext, StatusCodes.Status401Unauthorized, "unauthorized",
            new StaffText("Önce oturum açın.", "Sign in first."));
        options.Events.OnRedirectToAccessDenied = context => context.HttpContext.User.MustChangePassword()
            ? Refuse(context.HttpContext, StatusCodes.Status403Forbidden, "passwordChangeRequired",
                new StaffText("Önce tek kullanımlık parolayı değiştirin.", "Replace the one-time password first."))
            : Refuse(context.HttpContext, StatusCodes.Status403Forbidden, "forbidden",
                new StaffText("Rolünüz buna izin vermiyor.", "Your role does not allow this."));
    }

    private static Task Refuse(HttpContext context, int status, string code, StaffText detail) =>
        Problems.Refuse(status, code, detail).ExecuteAsync(context);
}
