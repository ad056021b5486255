"""What someone is writing and has not saved yet."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('autosave',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('submission_id', sa.Integer(), nullable=True),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('base_version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_autosave_person_id_person'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['submission_id'], ['submission.id'], name=op.f('fk_autosave_submission_id_submission'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_autosave')),
    sa.UniqueConstraint('key', name=op.f('uq_autosave_key'))
    )
    with op.batch_alter_table('autosave', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_autosave_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_autosave_saved_at'), ['saved_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_autosave_submission_id'), ['submission_id'], unique=False)


def downgrade():
    op.drop_table('autosave')
