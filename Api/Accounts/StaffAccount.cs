using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>
/// How a member of staff signs in. The id is the agent id everywhere else, the user name is the e-mail address; name, departments and whether
/// the person still works here are the staff store's.
/// </summary>
public sealed class StaffAccount : IdentityUser
{
    /// <summary>Language of the desk: tr or en.</summary>
    public string Language { get; set; } = "tr";

    /// <summary>True while the password is a one-time password that somebody else has seen.</summary>
    public bool MustChangePassword { get; set; }
}
