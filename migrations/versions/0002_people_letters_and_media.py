"""People: sessions, second factors, letters with their state, pictures in several sizes."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('counter',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_counter'))
    )
    with op.batch_alter_table('counter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_counter_until'), ['until'], unique=False)

    op.create_table('identity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issuer', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_identity_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identity')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_identity_issuer_subject'))
    )
    with op.batch_alter_table('identity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_identity_person_id'), ['person_id'], unique=False)

    op.create_table('passkey',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('credential_id', sa.LargeBinary(), nullable=False),
    sa.Column('public_key', sa.LargeBinary(), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('transports', sa.JSON(), nullable=True),
    sa.Column('backup_state', sa.Boolean(), nullable=False),
    sa.Column('device_type', sa.String(), nullable=False),
    sa.Column('extensions', sa.String(), nullable=True),
    sa.Column('usage', sa.String(), nullable=False),
    sa.Column('lastuse_datetime', sa.DateTime(timezone=True), nullable=False),
    sa.Column('create_datetime', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['person.id'], name=op.f('fk_passkey_user_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkey_credential_id')),
    sa.UniqueConstraint('user_id', 'name', name=op.f('uq_passkey_user_id_name'))
    )
    with op.batch_alter_table('passkey', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkey_user_id'), ['user_id'], unique=False)

    op.create_table('person_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_session_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_person_session_token_hash'))
    )
    with op.batch_alter_table('person_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_session_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_session_person_id'), ['person_id'], unique=False)

    op.create_table('rendition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('media_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('extension', sa.String(), nullable=False),
    sa.Column('mime', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['media_id'], ['media.id'], name=op.f('fk_rendition_media_id_media'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rendition'))
    )
    with op.batch_alter_table('rendition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rendition_media_id'), ['media_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rendition_sha256'), ['sha256'], unique=False)

    with op.batch_alter_table('mail_message', schema=None) as batch_op:
        batch_op.add_column(sa.Column('person_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('letter', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('locale', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('state', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('error', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_mail_message_person_id'), ['person_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_mail_message_person_id_person'), 'person', ['person_id'], ['id'])

    with op.batch_alter_table('media', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_media_sha256'), type_='unique')
        batch_op.create_index(batch_op.f('ix_media_sha256'), ['sha256'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('byline', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('affiliation', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('demo', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('invited_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('invited_by_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('tf_primary_method', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('tf_totp_secret', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('tf_last_counter', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('mf_recovery_codes', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('fs_webauthn_user_handle', sa.String(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_person_fs_webauthn_user_handle'), ['fs_webauthn_user_handle'])
        batch_op.create_foreign_key(batch_op.f('fk_person_invited_by_id_person'), 'person', ['invited_by_id'], ['id'])

    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.add_column(sa.Column('link_number', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('quarantined_for', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('copy_of_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_submission_copy_of_id_submission'), 'submission', ['copy_of_id'], ['id'])


def downgrade():
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_submission_copy_of_id_submission'), type_='foreignkey')
        batch_op.drop_column('copy_of_id')
        batch_op.drop_column('quarantined_for')
        batch_op.drop_column('link_number')

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_person_invited_by_id_person'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_person_fs_webauthn_user_handle'), type_='unique')
        batch_op.drop_column('fs_webauthn_user_handle')
        batch_op.drop_column('mf_recovery_codes')
        batch_op.drop_column('tf_last_counter')
        batch_op.drop_column('tf_totp_secret')
        batch_op.drop_column('tf_primary_method')
        batch_op.drop_column('invited_by_id')
        batch_op.drop_column('invited_at')
        batch_op.drop_column('demo')
        batch_op.drop_column('affiliation')
        batch_op.drop_column('byline')

    # The older shape has one row for the same bytes; the first stays.
    op.execute('DELETE FROM media WHERE id NOT IN (SELECT min(id) FROM media GROUP BY sha256)')
    with op.batch_alter_table('media', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_media_sha256'))
        batch_op.create_unique_constraint(batch_op.f('uq_media_sha256'), ['sha256'])

    with op.batch_alter_table('mail_message', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_mail_message_person_id_person'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_mail_message_person_id'))
        batch_op.drop_column('sent_at')
        batch_op.drop_column('error')
        batch_op.drop_column('state')
        batch_op.drop_column('locale')
        batch_op.drop_column('letter')
        batch_op.drop_column('person_id')

    op.drop_table('rendition')
    op.drop_table('person_session')
    op.drop_table('passkey')
    op.drop_table('identity')
    op.drop_table('counter')
