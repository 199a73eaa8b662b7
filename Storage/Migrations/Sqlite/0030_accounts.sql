-- ASP.NET Core Identity's tables, with this program's names. AccountsDb maps to them; a test compares the two.
CREATE TABLE account_roles (
    id text NOT NULL,
    name text,
    normalized_name text,
    concurrency_stamp text,
    PRIMARY KEY (id)
);

CREATE TABLE accounts (
    id text NOT NULL,
    language text NOT NULL,
    must_change_password integer NOT NULL,
    user_name text,
    normalized_user_name text,
    email text,
    normalized_email text,
    email_confirmed integer NOT NULL,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    phone_number text,
    phone_number_confirmed integer NOT NULL,
    two_factor_enabled integer NOT NULL,
    lockout_end text,
    lockout_enabled integer NOT NULL,
    access_failed_count integer NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE account_role_claims (
    id integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    role_id text NOT NULL REFERENCES account_roles (id) ON DELETE CASCADE,
    claim_type text,
    claim_value text
);

CREATE TABLE account_claims (
    id integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    user_id text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    claim_type text,
    claim_value text
);

CREATE TABLE account_logins (
    login_provider text NOT NULL,
    provider_key text NOT NULL,
    provider_display_name text,
    user_id text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (login_provider, provider_key)
);

CREATE TABLE account_role_members (
    user_id text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role_id text NOT NULL REFERENCES account_roles (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role_id)
);

CREATE TABLE account_tokens (
    user_id text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    login_provider text NOT NULL,
    name text NOT NULL,
    value text,
    PRIMARY KEY (user_id, login_provider, name)
);

CREATE UNIQUE INDEX account_roles_name ON account_roles (normalized_name);
CREATE UNIQUE INDEX accounts_email ON accounts (normalized_email);
CREATE UNIQUE INDEX accounts_user_name ON accounts (normalized_user_name);
CREATE INDEX account_role_claims_role ON account_role_claims (role_id);
CREATE INDEX account_claims_account ON account_claims (user_id);
CREATE INDEX account_logins_account ON account_logins (user_id);
CREATE INDEX account_role_members_role ON account_role_members (role_id);

-- Keys that protect cookies.
CREATE TABLE data_protection_keys (
    id text PRIMARY KEY,
    xml text NOT NULL
);
